package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/httpapi"
)

func TestAnAddressThatIsTooLongIsAProblemThatSaysWhatToDo(t *testing.T) {
	s := service(t)
	for name, at := range map[string]string{
		"an operation":                "/api/v1/networks/demo/part?" + strings.Repeat("around=FIK-001&", 3000),
		"nothing that is known":       "/api/v1/nothing?" + strings.Repeat("x", 40_000),
		"a name that nothing bears":   "/api/v1/networks/" + strings.Repeat("x", 40_000),
		"an answer that may be kept":  "/api/v1/networks/demo/suggestions?actor=" + strings.Repeat("%F0%9F%90%9F", 3000),
		"a query that nobody asks of": "/api/v1/live?" + strings.Repeat("a=b&", 9000),
	} {
		status, header, text := send(t, s, http.MethodGet, at, "", nil)
		if status != http.StatusRequestURITooLong || !strings.Contains(text, `"code":"too_large"`) || !strings.Contains(text, "expected at most 32768") {
			t.Errorf("%s: %d %s; expected 414, and how long an address may be", name, status, start(text))
		}
		problem(t, header, text, status)
	}
}

func TestListsInAddressesAreBounded(t *testing.T) {
	s := service(t)
	most := "/api/v1/networks/demo/part?" + strings.Repeat("around=FIK-001&", 99) + "around="
	if status, _, text := send(t, s, http.MethodGet, most+"FIK-002", "", nil); status != http.StatusOK {
		t.Errorf("100 actors: %d %s; expected an answer", status, start(text))
	}
	for name, at := range map[string]string{
		"101 actors":              most + "FIK-002&around=FIK-003",
		"an id of 501 characters": "/api/v1/networks/demo/part?around=" + strings.Repeat("ä", 501),
	} {
		if status, _, text := send(t, s, http.MethodGet, at, "", nil); status != http.StatusUnprocessableEntity || !strings.Contains(text, "query.around") {
			t.Errorf("%s: %d %s; expected 422 that names the parameter", name, status, start(text))
		}
	}
	lists := 0
	for path, item := range httpapi.Describe().Paths {
		for _, o := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if o == nil {
				continue
			}
			if o.Responses[fmt.Sprint(http.StatusRequestURITooLong)] == nil {
				t.Errorf("%s: the description does not say that an address may be too long", o.OperationID)
			}
			for _, p := range o.Parameters {
				if p.In != "query" || p.Schema.Type != huma.TypeArray {
					continue
				}
				lists++
				longest := 0
				if v := p.Schema.Items; v.MaxLength != nil {
					longest = *v.MaxLength
				} else {
					for _, one := range v.Enum {
						longest = max(longest, len(one.(string)))
					}
				}
				// One value too many must still be refused by the service, not by the server under it.
				if p.Schema.MaxItems == nil || longest == 0 || (*p.Schema.MaxItems+1)*(longest+len(p.Name)+2) > httpapi.MostHead {
					t.Errorf("%s: the list %s in the address has no bound, or one beyond what a server reads", path, p.Name)
				}
			}
		}
	}
	if lists < 20 {
		t.Errorf("the description has %d lists in addresses; expected those of the selectors at least", lists)
	}
}
