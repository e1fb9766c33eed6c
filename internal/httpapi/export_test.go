package httpapi

// Registered lists everything that the router answers, as METHOD path.
func Registered(o Options) []string {
	var list []string
	for _, r := range router(o).Routes() {
		list = append(list, r.Method+" "+r.Path)
	}
	return list
}
