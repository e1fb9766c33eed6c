package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/testkit"
)

// instruction is one line of a Dockerfile: its first word and the rest.
type instruction struct{ name, rest string }

// stages are the instructions of the Dockerfile by stage, each beginning with FROM.
func stages(t *testing.T) (all [][]instruction) {
	t.Helper()
	for _, line := range strings.Split(text(t, "Dockerfile"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, _ := strings.Cut(line, " ")
		if name == "FROM" {
			all = append(all, nil)
		}
		if len(all) == 0 {
			t.Fatalf("the Dockerfile begins with %s, want FROM", name)
		}
		all[len(all)-1] = append(all[len(all)-1], instruction{name, rest})
	}
	return all
}

func text(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(testkit.Root(t), file))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTheImageHoldsOneStaticBinaryAndRunsAsNobody(t *testing.T) {
	all := stages(t)
	last := map[string]string{}
	for _, i := range all[len(all)-1] {
		last[i.name] = i.rest
	}
	if last["FROM"] != "scratch" {
		t.Errorf("the image is made from %q, want scratch", last["FROM"])
	}
	if !regexp.MustCompile(`^[1-9][0-9]*:[1-9][0-9]*$`).MatchString(last["USER"]) {
		t.Errorf("the image runs as %q, want a user and a group by number, not root", last["USER"])
	}
	if entry := words(t, last["ENTRYPOINT"]); len(entry) != 1 || entry[0] != "/sillat" {
		t.Errorf("the image runs %q, want /sillat", entry)
	}
	address := understood(t, words(t, last["CMD"]))
	_, check, _ := strings.Cut(last["HEALTHCHECK"], "CMD ")
	if asked := understood(t, words(t, check)[1:]); asked != address {
		t.Errorf("the health check asks %s, and the service listens on %s", asked, address)
	}
	var builds int
	for _, stage := range all {
		for _, i := range stage {
			if i.name == "RUN" && strings.Contains(i.rest, "go build") {
				builds++
				if !strings.HasPrefix(i.rest, "CGO_ENABLED=0 ") || !strings.Contains(i.rest, "-X main.released=") {
					t.Errorf("the program is built by %q, want a static binary that knows its version", i.rest)
				}
			}
		}
	}
	if builds != 1 {
		t.Errorf("the program is built %d times, want once", builds)
	}
}

func TestTheImageIsBuiltFromWhatThereIs(t *testing.T) {
	ignored := text(t, ".dockerignore")
	for _, stage := range stages(t) {
		for _, i := range stage {
			if i.name != "COPY" || strings.HasPrefix(i.rest, "--from=") {
				continue
			}
			paths := strings.Fields(i.rest)
			for _, p := range paths[:len(paths)-1] {
				if _, err := os.Stat(filepath.Join(testkit.Root(t), p)); err != nil {
					t.Errorf("the Dockerfile copies %s: %v", p, err)
				}
				top, _, _ := strings.Cut(p, "/")
				if !strings.Contains(ignored, "\n!"+top+"\n") {
					t.Errorf("the Dockerfile copies %s, which .dockerignore keeps out; add !%s", p, top)
				}
			}
		}
	}
	language := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(text(t, "go.mod"))
	if language == nil || !strings.Contains(text(t, "Dockerfile"), "FROM golang:"+language[1]+"-") {
		t.Errorf("the Dockerfile does not build with the Go of go.mod, %v", language)
	}
}
