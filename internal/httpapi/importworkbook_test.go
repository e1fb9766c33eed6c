package httpapi_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A workbook that is uploaded is one import: all of its sheets or none.
func TestImportWorkbook(t *testing.T) {
	server := service(t)
	upload := func(end string) (int, string) {
		book := excelize.NewFile()
		defer book.Close()
		if _, err := book.NewSheet("Ties"); err != nil {
			t.Fatal(err)
		}
		for at, row := range map[string][]any{"Sheet1!A1": {"id", "name"}, "Sheet1!A2": {"a", "A"}, "Sheet1!A3": {"b", "B"}, "Ties!A1": {"source", "target"}, "Ties!A2": {"a", end}} {
			sheet, cell, _ := strings.Cut(at, "!")
			if err := book.SetSheetRow(sheet, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		part, err := form.CreateFormFile("files", "network.xlsx")
		if err != nil {
			t.Fatal(err)
		}
		if err := book.Write(part); err != nil {
			t.Fatal(err)
		}
		if err := form.Close(); err != nil {
			t.Fatal(err)
		}
		status, _, text := send(t, server, http.MethodPost, "/api/v1/networks/new/import", form.FormDataContentType(), &body)
		return status, text
	}
	if status, text := upload("zed"); status != 422 || !strings.Contains(text, `"sheet":"Ties"`) || !strings.Contains(text, `"cell":"B2"`) {
		t.Errorf("an unknown end: %d %s", status, start(text))
	}
	if status, _, _ := send(t, server, http.MethodGet, "/api/v1/networks/new", "", nil); status != 404 {
		t.Errorf("after a refused workbook the network answers %d, want 404", status)
	}
	if status, text := upload("b"); status != 200 || !strings.Contains(text, `"revision":{"revision":1,`) || !strings.Contains(text, `"sheet":"Ties"`) {
		t.Errorf("a workbook: %d %s", status, start(text))
	}
	if status, text := upload("b"); status != 200 || !strings.Contains(text, `"changed":false`) {
		t.Errorf("the same again: %d %s", status, start(text))
	}
}
