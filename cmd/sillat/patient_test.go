package main

import (
	"net/http"
	"testing"
)

func TestTheServerWaitsForNobodyForEver(t *testing.T) {
	s := patient(http.NotFoundHandler())
	if s.ReadHeaderTimeout <= 0 || s.ReadTimeout <= 0 || s.WriteTimeout <= s.ReadTimeout || s.IdleTimeout <= 0 || s.MaxHeaderBytes <= 0 {
		t.Errorf("some client may hold a connection for ever: %+v", s)
	}
}
