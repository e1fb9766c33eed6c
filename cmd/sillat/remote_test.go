package main

import (
	"bufio"
	"io"
	"os/exec"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// served starts sillat serve on the script's store, with more flags if wanted, and puts its address into the script's $SERVER.
func served(ts *testscript.TestScript, negated bool, args []string) {
	if negated {
		ts.Fatalf("usage: served [FLAG…]")
	}
	ctx := append([]string{"serve", "--addr", "127.0.0.1:0", "--cache", "none"}, args...)
	command := exec.Command("sillat", ctx...)
	command.Dir = ts.MkAbs(".")
	command.Env = []string{"SILLAT_STORE=" + ts.Getenv("SILLAT_STORE"), "HOME=" + ts.MkAbs("."), "PATH=" + ts.Getenv("PATH")}
	var log strings.Builder
	command.Stderr = &log
	out, err := command.StdoutPipe()
	ts.Check(err)
	ts.Check(command.Start())
	ended := make(chan struct{})
	ts.Defer(func() {
		_ = command.Process.Kill() // it may have ended
		<-ended
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	go func() {
		_, _ = io.Copy(io.Discard, out)
		_ = command.Wait() // it is killed, so it ends badly
		close(ended)
	}()
	if err != nil {
		ts.Fatalf("the service says nothing: %v", err)
	}
	for word := range strings.FieldsSeq(line) {
		if strings.HasPrefix(word, "http://") {
			ts.Setenv("SERVER", word)
			return
		}
	}
	ts.Fatalf("the service does not say where it is: %s", line)
}
