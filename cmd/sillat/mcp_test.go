package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/sillat/sillat/internal/testkit"
)

// TestAnAssistantStartsTheProgram speaks the protocol with the real program over its standard input and output: on a store, and on a server.
func TestAnAssistantStartsTheProgram(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "store.db")
	if out, err := exec.Command("sillat", "import", filepath.Join(testkit.Root(t), "fixtures", "demo"), "--network", "demo", "--store", store).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	p := serves(t, store)
	for name, flags := range map[string][]string{"store": {"--store", store}, "server": {"--server", p.url}} {
		command := exec.Command("sillat", append([]string{"mcp"}, flags...)...)
		session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: command}, nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for tool, want := range map[string]string{"list_networks": `"name":"demo"`, "find_gaps": `"a":"foundation"`, "show_actor": "Väylä"} {
			arguments := map[string]any{"network": "demo"}
			switch tool {
			case "list_networks":
				arguments = nil
			case "find_gaps":
				arguments["silo"] = "silo_sector"
			case "show_actor":
				arguments["id"] = "FIK-163"
			}
			r, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
			if err != nil {
				t.Fatalf("%s, %s: %v", name, tool, err)
			}
			text, _ := r.Content[0].(*mcp.TextContent)
			if r.IsError || text == nil || !strings.Contains(text.Text, want) {
				t.Errorf("%s, %s: %.300v", name, tool, text)
			}
		}
		if err := session.Close(); err != nil {
			t.Errorf("%s: the program ends badly: %v", name, err)
		}
	}
}
