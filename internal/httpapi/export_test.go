package httpapi

import "github.com/danielgtaylor/huma/v2"

// Registered lists everything that the router answers, as METHOD path.
func Registered(o Options) []string {
	var list []string
	for _, r := range router(o).Routes() {
		list = append(list, r.Method+" "+r.Path)
	}
	return list
}

// Describe returns the description as the server holds it.
func Describe() *huma.OpenAPI { return description("test") }
