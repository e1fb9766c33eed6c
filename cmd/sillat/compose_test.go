package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/testkit"
)

// setting is one value of a YAML file, with the keys that lead to it joined by dots.
type setting struct{ path, value string }

// settings reads what compose.yaml uses of YAML: two spaces a level, "key: value", "- item" and comments. Anything else fails.
func settings(t *testing.T, file string) (all []setting) {
	t.Helper()
	f, err := os.Open(filepath.Join(testkit.Root(t), file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var keys []string
	lines := bufio.NewScanner(f)
	for number := 1; lines.Scan(); number++ {
		text := strings.TrimLeft(lines.Text(), " ")
		indent := len(lines.Text()) - len(text)
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if indent%2 != 0 || indent/2 > len(keys) {
			t.Fatalf("%s:%d is indented by %d; expected two spaces a level", file, number, indent)
		}
		keys = keys[:indent/2]
		if item, is := strings.CutPrefix(text, "- "); is {
			all = append(all, setting{strings.Join(keys, "."), strings.Trim(item, `"`)})
			continue
		}
		key, value, is := strings.Cut(text, ":")
		if !is || strings.ContainsAny(key, " \t") {
			t.Fatalf("%s:%d is %q; expected a key and a colon", file, number, text)
		}
		keys = append(keys, key)
		all = append(all, setting{strings.Join(keys, "."), strings.TrimSpace(value)})
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// valuesOf are the values at a path, in order.
func valuesOf(all []setting, path string) (values []string) {
	for _, s := range all {
		if s.path == path && s.value != "" {
			values = append(values, s.value)
		}
	}
	return values
}

func valueOf(t *testing.T, all []setting, path string) string {
	t.Helper()
	values := valuesOf(all, path)
	if len(values) != 1 {
		t.Fatalf("%s has %d values, want one", path, len(values))
	}
	return values[0]
}

// words reads a list that is written as in JSON.
func words(t *testing.T, list string) (all []string) {
	t.Helper()
	if err := json.Unmarshal([]byte(list), &all); err != nil {
		t.Fatalf("%q is not a list: %v", list, err)
	}
	return all
}

// understood checks that the program knows a command line and returns its flag --addr.
func understood(t *testing.T, args []string) (address string) {
	t.Helper()
	c, rest, err := newRoot(io.Discard, io.Discard).Find(args)
	if err != nil || c.Name() != args[0] {
		t.Fatalf("there is no command sillat %s", strings.Join(args, " "))
	}
	if err := c.ParseFlags(rest); err != nil {
		t.Fatalf("sillat %s: %v", strings.Join(args, " "), err)
	}
	return c.Flag("addr").Value.String()
}

func TestComposeKeepsToThisMachineAndHasNoDefaultPassword(t *testing.T) {
	all := settings(t, "compose.yaml")
	const asked = "${NEO4J_PASSWORD:?set NEO4J_PASSWORD}"
	if got, want := valueOf(t, all, "services.neo4j.environment.NEO4J_AUTH"), "neo4j/"+asked; got != want {
		t.Errorf("Neo4j's password is %q, want it asked for: %q", got, want)
	}
	if got := valueOf(t, all, "services.sillat.environment.SILLAT_STORE"); !strings.HasPrefix(got, "neo4j://neo4j:"+asked+"@127.0.0.1:") {
		t.Errorf("Sillat's store is %q, want Neo4j on loopback with the password asked for", got)
	}
	ports := valuesOf(all, "services.neo4j.ports")
	if len(ports) != 2 {
		t.Errorf("Neo4j publishes %q, want its two ports", ports)
	}
	for _, p := range ports {
		if !strings.HasPrefix(p, "127.0.0.1:") {
			t.Errorf("port %q is published to others; write 127.0.0.1:%s", p, p)
		}
	}
	if got := valueOf(t, all, "services.neo4j.image"); got != "neo4j:5.26-community" {
		t.Errorf("Neo4j's image is %q, want the long-term release of Community edition", got)
	}
}

// The service listens on loopback only, so in a network of its own nobody could reach it, whatever is published.
func TestComposeRunsTheServiceOnTheHostsLoopback(t *testing.T) {
	all := settings(t, "compose.yaml")
	if got := valueOf(t, all, "services.sillat.network_mode"); got != "host" {
		t.Errorf("network_mode is %q, want host", got)
	}
	if ports := valuesOf(all, "services.sillat.ports"); len(ports) > 0 {
		t.Errorf("Sillat publishes %q; on the host's network that means nothing", ports)
	}
	serve := words(t, valueOf(t, all, "services.sillat.command"))
	address := understood(t, serve)
	host, _, err := net.SplitHostPort(address)
	if err != nil || !net.ParseIP(host).IsLoopback() {
		t.Errorf("the service listens on %q, want a loopback address", address)
	}
	health := words(t, valueOf(t, all, "services.sillat.healthcheck.test"))
	if len(health) < 3 || health[0] != "CMD" || health[1] != "/sillat" || health[2] != "health" {
		t.Fatalf("the health check is %q, want CMD /sillat health …", health)
	}
	if asked := understood(t, health[2:]); asked != address {
		t.Errorf("the health check asks %s, and the service listens on %s", asked, address)
	}
}

func TestComposeKeepsDataInNamedVolumesAndChecksHealth(t *testing.T) {
	all := settings(t, "compose.yaml")
	for _, service := range []string{"neo4j", "sillat"} {
		valueOf(t, all, "services."+service+".healthcheck.test")
		volumes := valuesOf(all, "services."+service+".volumes")
		if len(volumes) == 0 {
			t.Errorf("%s keeps its data nowhere", service)
		}
		for _, v := range volumes {
			name, _, _ := strings.Cut(v, ":")
			if !slices.ContainsFunc(all, func(s setting) bool { return s.path == "volumes."+name }) {
				t.Errorf("%s uses volume %s, which is not declared", service, name)
			}
		}
	}
	if got := valueOf(t, all, "services.sillat.depends_on.neo4j.condition"); got != "service_healthy" {
		t.Errorf("Sillat starts when Neo4j is %q, want service_healthy", got)
	}
}

// Where Docker Compose is installed it has the last word on the file; no engine need run. The tests above need neither.
func TestComposeIsUnderstoodByDocker(t *testing.T) {
	if err := exec.CommandContext(t.Context(), "docker", "compose", "version").Run(); err != nil {
		t.Logf("Docker Compose is not installed here (%v), so only the tests above looked at compose.yaml", err)
		return
	}
	config := func(environment ...string) (string, error) {
		c := exec.CommandContext(t.Context(), "docker", "compose", "-f", filepath.Join(testkit.Root(t), "compose.yaml"), "config", "--quiet")
		c.Env = slices.DeleteFunc(os.Environ(), func(e string) bool { return strings.HasPrefix(e, "NEO4J_") })
		c.Env = append(c.Env, environment...)
		said, err := c.CombinedOutput()
		return string(said), err
	}
	if said, err := config("NEO4J_PASSWORD=only-for-this-test"); err != nil {
		t.Errorf("docker compose config: %v\n%s", err, said)
	}
	if said, err := config(); err == nil || !strings.Contains(said, "set NEO4J_PASSWORD") {
		t.Errorf("without a password docker compose config says %q (error %v), want it to ask for one", said, err)
	}
}
