package httpapi_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
)

// mutator makes requests as bytes, and spoils them.
type mutator struct{ r *rand.Rand }

// draft is a request that the service can answer.
type draft struct{ method, target, body, kind string }

// drafts reach every resource.
var drafts = []draft{
	{"GET", "/api/v1/networks", "", ""},
	{"GET", "/api/v1/networks/demo", "", ""},
	{"GET", "/api/v1/networks/demo/revisions", "", ""},
	{"GET", "/api/v1/networks/demo/actors?limit=3&q=a", "", ""},
	{"GET", "/api/v1/networks/demo/actors/a", "", ""},
	{"GET", "/api/v1/networks/demo/activities?limit=3&q=a", "", ""},
	{"GET", "/api/v1/networks/demo/metrics?metric=degree,pagerank&set=damping=0.5&where=sector=NGO", "", ""},
	{"GET", "/api/v1/networks/demo/gaps?silo=sector&as-of=2021-01-01", "", ""},
	{"GET", "/api/v1/networks/demo/bridges?silo=sector&k=2&seed=7", "", ""},
	{"POST", "/api/v1/networks/demo/bridges?silo=sector&k=2", `{"forbidden":[["a","c"]],"per_actor":1}`, "application/json"},
	{"GET", "/api/v1/networks/demo/suggestions?actor=a&k=3", "", ""},
	{"GET", "/api/v1/networks/demo/evaluation?split=2022-01-01&actors=5&k=2", "", ""},
	{"GET", "/api/v1/networks/demo/part?around=a&steps=2", "", ""},
	{"POST", "/api/v1/networks/demo/whatif?silo=sector", `{"add_ties":[{"a":"a","b":"d"}],"remove_actors":["c"]}`, "application/json"},
	{"GET", "/api/v1/networks/demo/map?silo=sector", "", ""},
	{"GET", "/api/v1/networks/demo/map/ties", "", ""},
	{"GET", "/api/v1/networks/demo/overview?silo=sector", "", ""},
	{"GET", "/api/v1/networks/demo/choices", "", ""},
	{"GET", "/api/v1/networks/demo/changes?since=0&limit=5", "", ""},
	{"POST", "/api/v1/networks/scratch/changes", `{"message":"m","merge":true,"upsert":{"actors":[{"id":"x","name":"X","attributes":{"sector":"NGO","gone":null},"start":"2020"}],` +
		`"activities":[{"id":"y"}],"collaborations":[{"source":"x","target":"x","weight":1.5,"confidence":0.5}],"participations":[{"actor":"x","activity":"y","funding":10}]}}`, "application/json"},
	{"POST", "/api/v1/networks/scratch/changes", `{"delete":{"actors":["x"],"activities":["y"],"collaborations":[{"source":"x","target":"x"}],"participations":[{"actor":"x","activity":"y"}]}}`, "application/json"},
	{"POST", "/api/v1/networks/scratch/revert", `{"to":0}`, "application/json"},
	{"POST", "/api/v1/networks/scratch/import?dry-run=true", "", "multipart"},
	{"POST", "/api/v1/networks/scratch/import", "", "multipart"},
	{"POST", "/api/v1/jobs", `{"analysis":"gaps","network":"demo","parameters":{"silo":"sector"}}`, "application/json"},
	{"GET", "/api/v1/jobs?network=demo&state=done&limit=5", "", ""},
	{"GET", "/api/v1/jobs/none/result", "", ""},
	{"GET", "/api/v1/jobs/none/events", "", ""},
	{"DELETE", "/api/v1/jobs/none", "", ""},
	{"GET", "/api/v1/catalog", "", ""},
	{"GET", "/api/v1/me?network=demo", "", ""},
	{"POST", "/api/v1/sign-in", `{"account":"a","password":"b"}`, "application/json"},
	{"GET", "/api/v1/openapi.json", "", ""},
	{"GET", "/metrics", "", ""},
	{"GET", "/", "", ""},
}

// request is a draft with one to three mutations, now and then none.
func (m *mutator) request() []byte {
	d := drafts[m.r.IntN(len(drafts))]
	headers := []string{"Host: localhost", "Accept-Encoding: gzip"}
	body := []byte(d.body)
	kind := d.kind
	if kind == "multipart" {
		body, kind = m.upload()
	}
	for range m.r.IntN(4) {
		switch m.r.IntN(6) {
		case 0:
			d.target = m.path(d.target)
		case 1:
			d.target = m.query(d.target)
		case 2:
			headers = append(headers, m.header())
		case 3:
			body = m.text(body)
		case 4:
			kind = m.pick("", "text/plain", "application/json; charset=utf-7", "application/xml", "multipart/form-data", "multipart/form-data; boundary=\"\"", "*/*", strings.Repeat("a/", 4000))
		case 5:
			d.method = m.pick("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PROPFIND")
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\n%s\r\n", d.method, d.target, strings.Join(headers, "\r\n"))
	if kind != "" {
		fmt.Fprintf(&b, "Content-Type: %s\r\n", kind)
	}
	if len(body) > 0 {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", len(body)+m.oneIn(50))
	}
	b.WriteString("\r\n")
	b.Write(body)
	return b.Bytes()
}

// oneIn is 1 once in n times, else 0.
func (m *mutator) oneIn(n int) int {
	if m.r.IntN(n) == 0 {
		return 1
	}
	return 0
}

func (m *mutator) pick(texts ...string) string { return texts[m.r.IntN(len(texts))] }

// path spoils an address.
func (m *mutator) path(target string) string {
	path, query, _ := strings.Cut(target, "?")
	parts := strings.Split(path, "/")
	at := m.r.IntN(len(parts))
	trick := m.pick("..", ".", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%00", "%", "%zz", "%c0%ae%c0%ae", "%ff", "a%2Fb", "\\..\\", ";x=1", "", "{name}", "%E2%80%AE",
		strings.Repeat("a", 70), strings.Repeat("%41", 3000), "demo%20", "Demo", "con", "*", "\u202e", "ä", "demo%0d%0aX-Evil:1", "demo?x", "demo#y", "%252e%252e")
	if m.r.IntN(3) == 0 {
		parts[at] += trick
	} else {
		parts[at] = trick
	}
	return strings.Join(parts, "/") + "?" + query
}

// extremes are values that numbers, dates, names and lists are tried with.
var extremes = []string{
	"", "0", "-1", "1e999", "NaN", "Infinity", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999999999999999", "0x7fffffff", "1_000", "٣", "null", "true", "[]", "{}",
	"'; DROP TABLE networks; --", "' OR 1=1 --", "}) MATCH (n) DETACH DELETE n //", "${jndi:ldap://x}", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "%00", "%ff%fe", "%0d%0aSet-Cookie:a=b",
	"0000-00-00", "9999-99-99", "2024-02-30", "31.2.2024", "../../etc/passwd", "a=b=c", "=", "a,,b,", "\u0000",
}

// query spoils the parameters of an address.
func (m *mutator) query(target string) string {
	path, query, _ := strings.Cut(target, "?")
	names := []string{"limit", "cursor", "q", "silo", "metric", "set", "where", "as-of", "from", "to", "revision", "seed", "k", "between", "aim", "kind", "by", "bands", "actor", "around", "steps",
		"split", "actors", "since", "until", "tie-type", "directed", "weights", "projection", "group", "positions", "ties", "theme", "network", "state", "within", "a", "b", "unknown", "sort", "fields"}
	value := extremes[m.r.IntN(len(extremes))]
	if m.r.IntN(40) == 0 {
		value = strings.Repeat(m.pick("x", "x,", "%41", "a=b&where="), 1+m.r.IntN(8000))
	}
	for strings.ContainsAny(value, " \x00") {
		value = strings.NewReplacer(" ", "+", "\x00", "%00").Replace(value)
	}
	pair := m.pick(names...) + "=" + value
	switch parts := strings.Split(query, "&"); {
	case query == "" || m.r.IntN(3) == 0:
		query += "&" + pair
	case m.r.IntN(3) == 0:
		i := m.r.IntN(len(parts))
		name, _, _ := strings.Cut(parts[i], "=")
		parts[i] = name + "=" + value
		query = strings.Join(parts, "&")
	default:
		query = pair + "&" + query
	}
	return path + "?" + query
}

// header is one that should not be there, or not so.
func (m *mutator) header() string {
	name := m.pick("Host", "X-Forwarded-For", "X-Forwarded-Host", "X-Http-Method-Override", "X-Original-Url", "Origin", "Sec-Fetch-Site", "Authorization", "Cookie", "If-Match", "If-None-Match",
		"Idempotency-Key", "Last-Event-ID", "Prefer", "Accept", "Accept-Encoding", "Range", "Expect", "Transfer-Encoding", "Content-Length", "Content-Encoding", "X-Request-Id", "Connection", "Referer")
	value := m.pick("", "*", "\"1\"", "W/\"x\", \"y\"", "evil.example", "127.0.0.1:8080", "[::1]", "Bearer x", "Basic eDp5", "__Host-sillat=x", "respond-async", "bytes=0-1", "gzip;q=0, br", "chunked",
		"-1", "999999999999999999999", "100-continue", "cross-site", "null", strings.Repeat("a", 9000), "\xff\xfe", "a\tb", "\"", ",,,,", strings.Repeat("\"a\",", 2000))
	return name + ": " + value
}

// text spoils a body.
func (m *mutator) text(body []byte) []byte {
	out := bytes.Clone(body)
	switch m.r.IntN(12) {
	case 0:
		if len(out) > 0 {
			out = out[:m.r.IntN(len(out))]
		}
	case 1:
		deep := 1 + m.r.IntN(20_000)
		return []byte(strings.Repeat(m.pick("[", `{"a":`, `{"upsert":{"actors":[`), deep) + strings.Repeat("]", m.r.IntN(2)*deep))
	case 2:
		return replaceOne(m.r, out, []string{`"`, "1", "[", "{", ":", "x", "null"}, m.pick("1e999999", "-0", "123456789012345678901234567890", "null", `"\ud800"`, "\xff\xfe\xfd", "[]", "{}", `{"a":1,"a":2}`, "0.1e-400"))
	case 3:
		return replaceOne(m.r, out, []string{"actors", "upsert", "id", "source", "silo", "to", "files", "name"}, m.pick("__proto__", "", "ID", strings.Repeat("k", 5000), "\u0000"))
	case 4:
		if len(out) > 0 {
			for range 1 + m.r.IntN(8) {
				out[m.r.IntN(len(out))] = byte(m.r.IntN(256))
			}
		}
	case 5:
		return append(out, out...)
	case 6:
		return append([]byte(m.pick("\xef\xbb\xbf", "\xff\xfe", "\x00", "//", " ")), out...)
	case 7:
		if m.r.IntN(20) == 0 { // larger than an operation takes
			return bytes.Repeat([]byte("[1,"), 3<<20)
		}
		return bytes.Repeat([]byte(m.pick(`{"a":`, `"`, " ", "9")), 1+m.r.IntN(50_000))
	case 8:
		return []byte(`{"upsert":{"actors":[` + strings.Repeat(`{"id":"z"},`, 1+m.r.IntN(2000)) + `{"id":"z"}]}}`)
	case 9:
		return replaceOne(m.r, out, []string{`"x"`, `"y"`, `"sector"`, `"a"`, "2020"}, `"`+strings.ReplaceAll(extremes[m.r.IntN(len(extremes))], `"`, "")+`"`)
	case 10:
		return bomb()
	}
	return out
}

func replaceOne(r *rand.Rand, body []byte, olds []string, with string) []byte {
	return bytes.Replace(body, []byte(olds[r.IntN(len(olds))]), []byte(with), 1+r.IntN(3))
}

// bomb is 64 MiB of spaces in 64 KiB.
var bomb = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	chunk := bytes.Repeat([]byte(" "), 1<<20)
	for range 64 {
		_, _ = z.Write(chunk)
	}
	_ = z.Close()
	return b.Bytes()
})
