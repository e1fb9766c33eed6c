package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/neo4jtest"
	"github.com/sillat/sillat/pkg/fault"
)

// jobPatience is how long a job of these tests may take on a machine that is busy with much else.
const jobPatience = 5 * time.Minute

// process is a real sillat serve.
type process struct {
	*testing.T
	url     string
	command *exec.Cmd
	log     *bytes.Buffer
	ended   chan struct{}
}

// serves starts the program on a store, with one worker, and waits until it listens.
func serves(t *testing.T, store string) *process {
	t.Helper()
	p := &process{T: t, log: &bytes.Buffer{}, ended: make(chan struct{})}
	p.command = exec.Command("sillat", "serve", "--addr", "127.0.0.1:0", "--store", store, "--cache", "none", "--job-workers", "1", "--job-lease", "10s")
	p.command.Stderr = p.log
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the service says nothing: %v; %s", err, p.log)
	}
	for word := range strings.FieldsSeq(line) {
		if strings.HasPrefix(word, "http://") {
			p.url = word
		}
	}
	if p.url == "" {
		t.Fatalf("the service does not say where it is: %s", line)
	}
	go func() {
		_, _ = io.Copy(io.Discard, out)
		_ = p.command.Wait() // it is killed, so it ends badly
		close(p.ended)
	}()
	return p
}

// kill ends the process without a chance to tidy up.
func (p *process) kill() {
	_ = p.command.Process.Kill() // it may have ended
	<-p.ended
	if p.Failed() {
		p.Logf("the log of process %d:\n%s", p.command.Process.Pid, p.log)
	}
}

// asks sends a request and returns what was said, which must not be an error.
func (p *process) asks(method, path, contentType string, body io.Reader) []byte {
	p.Helper()
	r, err := http.NewRequestWithContext(p.Context(), method, p.url+path, body)
	if err != nil {
		p.Fatal(err)
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		p.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 300 {
		p.Fatalf("%s %s: %d %s, %v", method, path, answer.StatusCode, said, err)
	}
	return said
}

// servedJob is a job as the API shows it.
type servedJob struct {
	ID, State string
	Attempts  int
	Progress  float64
}

func (p *process) job(said []byte) (j servedJob) {
	p.Helper()
	if err := json.Unmarshal(said, &j); err != nil {
		p.Fatalf("%v in %s", err, said)
	}
	return j
}

// submits asks for a comparison with so many drawn networks: some hundred a second.
func (p *process) submits(draws, seed int) servedJob {
	p.Helper()
	body := fmt.Sprintf(`{"analysis":"gaps","network":"demo","parameters":{"silo":"silo_sector","null":"swaps","draws":%d,"seed":%d}}`, draws, seed)
	return p.job(p.asks(http.MethodPost, "/api/v1/jobs", "application/json", strings.NewReader(body)))
}

func (p *process) shows(id string) servedJob {
	p.Helper()
	return p.job(p.asks(http.MethodGet, "/api/v1/jobs/"+id, "", nil))
}

func (p *process) result(id string) []byte {
	p.Helper()
	return p.asks(http.MethodGet, "/api/v1/jobs/"+id+"/result", "", nil)
}

// waits until a job is as wanted.
func (p *process) waits(id string, wanted func(servedJob) bool) servedJob {
	p.Helper()
	for patience := time.Now().Add(jobPatience); time.Now().Before(patience); time.Sleep(20 * time.Millisecond) {
		if j := p.shows(id); wanted(j) {
			return j
		}
	}
	p.Fatalf("job %s is %+v", id, p.shows(id))
	return servedJob{}
}

func done(j servedJob) bool { return j.State == "done" || j.State == "failed" }

// uploads imports the demo network through the API.
func (p *process) uploads() {
	p.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	files, err := fs.Glob(fixtures.Demo(), "*.csv")
	if err != nil || len(files) == 0 {
		p.Fatalf("the demo has the files %v, %v", files, err)
	}
	for _, name := range files {
		text, err := fs.ReadFile(fixtures.Demo(), name)
		if err != nil {
			p.Fatal(err)
		}
		part, err := form.CreateFormFile("files", name)
		if err != nil {
			p.Fatal(err)
		}
		if _, err := part.Write(text); err != nil {
			p.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		p.Fatal(err)
	}
	p.asks(http.MethodPost, "/api/v1/networks/demo/import", form.FormDataContentType(), &body)
}

func TestAJobOutlivesItsService(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "store.db")
	said(t, "--store", store, "import", filepath.Join("..", "..", "fixtures", "demo"), "--network", "demo")
	first := serves(t, store)
	j := first.submits(20_000, 1)
	waiting := first.submits(10, 2)
	first.waits(j.ID, func(j servedJob) bool { return j.State == "running" && j.Progress > 0 })
	first.kill()
	second := serves(t, store)
	if got := second.shows(j.ID); got.State != "running" {
		t.Fatalf("the job was not under way when its service was killed: %+v", got)
	}
	if got := second.waits(waiting.ID, done); got.State != "done" || got.Attempts != 1 {
		t.Errorf("the job that waited: %+v", got)
	}
	if got := second.waits(j.ID, done); got.State != "done" || got.Attempts != 2 {
		t.Errorf("the job that ran when its service was killed: %+v", got)
	}
	if !bytes.Contains(second.result(j.ID), []byte(`"gaps":[{`)) {
		t.Error("its result holds no gaps")
	}
	if again := second.submits(20_000, 1); again.ID != j.ID || again.State != "done" {
		t.Errorf("the same question later: %+v", again)
	}
}

// TestTwoServicesOnOneNeo4j holds two real processes on one real server to what several services promise: any of them serves any
// request, and each job is done once, also when one of them is killed.
func TestTwoServicesOnOneNeo4j(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Empty(t)
	a, b := serves(t, server.URI()), serves(t, server.URI())
	a.uploads()
	if said := b.asks(http.MethodGet, "/api/v1/networks/demo", "", nil); !bytes.Contains(said, []byte(`"revision":1,"counts":{"actors":300,`)) {
		t.Fatalf("the network imported through one service is to the other %.300s", said)
	}

	// A long job, and many short ones, each asked of both services at once.
	const many = 16
	long := a.submits(100_000, 1)
	long = a.waits(long.ID, func(j servedJob) bool { return j.State == "running" })
	ids := make([][2]string, many)
	var crowd sync.WaitGroup
	for i := range ids {
		for side, p := range []*process{a, b} {
			crowd.Go(func() { ids[i][side] = p.submits(300, 100+i).ID })
		}
	}
	crowd.Wait()
	for i, pair := range ids {
		if pair[0] != pair[1] {
			t.Fatalf("question %d is two jobs: %v", i, pair)
		}
	}
	victim, survivor := a, b
	if worker := workerOf(t, server, long.ID); strings.Contains(worker, fmt.Sprintf("/%d/", b.command.Process.Pid)) {
		victim, survivor = b, a
	}
	for _, pair := range ids[:3] {
		survivor.waits(pair[0], done)
		if x, y := survivor.result(pair[0]), victim.result(pair[0]); !bytes.Equal(x, y) {
			t.Errorf("the services serve different results of one job:\n%.300s\n%.300s", x, y)
		}
	}
	victim.kill()
	if j := survivor.shows(long.ID); j.State != "running" {
		t.Fatalf("the long job was not under way when its service was killed: %+v", j)
	}
	survivor.uploads() // nothing changes, and the service still takes it

	for _, pair := range ids {
		if j := survivor.waits(pair[0], done); j.State != "done" || j.Attempts != 1 {
			t.Errorf("a short job: %+v", j)
		}
	}
	if j := survivor.waits(long.ID, done); j.State != "done" || j.Attempts != 2 {
		t.Errorf("the job whose service was killed: %+v", j)
	}
	claims := map[int64]int{}
	for _, r := range server.Query(t, "MATCH (j:Job) RETURN j.fence, count(*)", nil) {
		claims[r.Values[0].(int64)] = int(r.Values[1].(int64))
	}
	if len(claims) != 2 || claims[1] != many || claims[2] != 1 {
		t.Errorf("jobs by how often they were claimed: %v; want %d once and 1 twice", claims, many)
	}

	again := serves(t, server.URI())
	for _, id := range append([][2]string{{long.ID}}, ids...) {
		if x, y := survivor.result(id[0]), again.result(id[0]); !bytes.Equal(x, y) || len(x) == 0 {
			t.Errorf("job %s: the services serve different results:\n%.300s\n%.300s", id[0], x, y)
		}
	}
	if j := again.submits(100_000, 1); j.ID != long.ID || j.State != "done" {
		t.Errorf("the long question asked of the new service: %+v", j)
	}

	// A third process changes the network: both services show it soon, also of what they have given from memory.
	ask := func(p *process) []byte {
		return p.asks(http.MethodGet, "/api/v1/networks/demo/gaps?silo=silo_sector", "", nil)
	}
	for _, revision := range []int{1, 2} {
		for _, p := range []*process{survivor, again, survivor, again} {
			if said := ask(p); !bytes.Contains(said, fmt.Appendf(nil, `"revision":%d,`, revision)) {
				t.Errorf("with revision %d stored a service answers %.400s", revision, said)
			}
		}
		said(t, "--store", server.URI(), "import", renamed(t, filepath.Join(testkit.Root(t), "fixtures", "demo")), "--network", "demo")
		time.Sleep(store.Recently)
	}
}

// workerOf is who claimed a job last.
func workerOf(t *testing.T, server *neo4jtest.Server, id string) string {
	t.Helper()
	return server.Query(t, "MATCH (j:Job {id: $id}) RETURN j.worker", map[string]any{"id": id})[0].Values[0].(string)
}

func TestSizesOfMemory(t *testing.T) {
	for text, want := range map[string]int64{"": 0, "4GiB": 4 << 30, "500MB": 500e6, "1.5 GiB": 3 << 29, "1073741824": 1 << 30, "2TB": 2e12, "64KiB": 64 << 10} {
		if got, err := parseBytes(text); got != want || err != nil {
			t.Errorf("%q is %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"much", "-1GiB", "0", "NaN", "1e30TB", "GiB"} {
		if got, err := parseBytes(text); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%q is %d, %v; want it refused", text, got, err)
		}
	}
}

func TestAServiceThatIsStoppedHandsItsJobsBack(t *testing.T) {
	name := "sqlite:" + filepath.Join(t.TempDir(), "store.db")
	said(t, "--store", name, "import", filepath.Join("..", "..", "fixtures", "demo"), "--network", "demo")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	s := &session{stdout: io.Discard, stderr: io.Discard, store: name}
	a, done, err := s.open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	work, err := (&jobSettings{workers: 1}).of(a, plain(io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	listener, err := listen(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.serve(ctx, listener, a, nil, work, plain(io.Discard)) }()
	p := &process{T: t, url: "http://" + listener.Addr().String()}
	j := p.submits(100_000, 1)
	p.waits(j.ID, func(j servedJob) bool { return j.State == "running" && j.Progress > 0 })
	watching, err := http.Get(p.url + "/api/v1/jobs/" + j.ID + "/events")
	if err != nil {
		t.Fatal(err)
	}
	defer watching.Body.Close()
	stop()
	if events, err := io.ReadAll(watching.Body); err != nil || bytes.Contains(events, []byte("event: end")) {
		t.Errorf("who watched was told %s, %v; want the stream closed without an end", events, err)
	}
	if err := <-ended; err != nil {
		t.Errorf("the service ended with %v", err)
	}
	kept, err := openStore(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	if got, err := kept.(store.Jobs).Job(t.Context(), j.ID); err != nil || got.State != "queued" || got.Attempts != 0 {
		t.Errorf("the job is %+v, %v; want it back in the queue", got, err)
	}
}
