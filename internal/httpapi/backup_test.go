package httpapi_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// restores uploads a backup.
func (o *office) restores(who func(*http.Request), query, backup string) (int, string) {
	o.Helper()
	body, kind := formOf(o.T, "file", map[string]string{"it.sillat": backup})
	text, err := io.ReadAll(body)
	if err != nil {
		o.Fatal(err)
	}
	return o.asks(func(r *http.Request) { who(r); r.Header.Set("Content-Type", kind) }, "POST", "/api/v1/restore"+query, string(text))
}

// TestABackupGoesOverHTTPAndComesBack takes a network out and puts it back under another name: with all its revisions, and all or nothing.
func TestABackupGoesOverHTTPAndComesBack(t *testing.T) {
	o := staffed(t)
	olli, root := o.person("olli"), o.person("root")
	status, file := o.asks(olli, "GET", "/api/v1/networks/ours/backup", "")
	if status != 200 || !strings.HasPrefix(file, "\x1f\x8b") {
		t.Fatalf("the owner's backup: %d %s", status, start(file))
	}
	for name, who := range map[string]func(*http.Request){"an editor": o.person("eeva"), "a viewer": o.person("veera")} {
		if status, said := o.asks(who, "GET", "/api/v1/networks/ours/backup", ""); status != 403 {
			t.Errorf("%s is given a backup: %d %s", name, status, start(said))
		}
	}
	if status, said := o.restores(olli, "?as=mine", file); status != 403 {
		t.Errorf("an owner restores: %d %s", status, said)
	}
	if status, said := o.asks(olli, "GET", "/api/v1/backup", ""); status != 403 {
		t.Errorf("an owner is given everything: %d %s", status, start(said))
	}
	_, before := o.asks(root, "GET", "/api/v1/networks", "")
	for name, c := range map[string]struct {
		query, file, says string
		status            int
	}{
		"a name that is taken":  {"", file, "already", 409},
		"cut short":             {"?as=copy", file[:len(file)-40], "", 422},
		"damaged":               {"?as=copy", file[:len(file)/2] + "x" + file[len(file)/2+1:], "", 422},
		"no backup":             {"?as=copy", "id,name\na,A\n", "backup", 422},
		"nothing":               {"?as=copy", "", "", 422},
		"a name that cannot be": {"?as=no%2Fsuch", file, "", 400},
	} {
		if status, said := o.restores(root, c.query, c.file); status != c.status || !strings.Contains(said, c.says) || strings.Contains(said, "/tmp") {
			t.Errorf("%s: %d %s; want %d and %q", name, status, said, c.status, c.says)
		}
	}
	if _, after := o.asks(root, "GET", "/api/v1/networks", ""); after != before {
		t.Errorf("a restore that was refused left something: %s, before %s", after, before)
	}
	if status, said := o.restores(root, "?as=copy", file); status != 200 || !strings.Contains(said, `"networks":["copy"]`) {
		t.Fatalf("the restore: %d %s", status, said)
	}
	for _, path := range []string{"/revisions", "/export?what=all&format=jsonl"} {
		_, ours := o.asks(root, "GET", "/api/v1/networks/ours"+path, "")
		if status, copied := o.asks(root, "GET", "/api/v1/networks/copy"+path, ""); status != 200 || copied != ours {
			t.Errorf("%s of the copy: %d %s; want %s", path, status, start(copied), start(ours))
		}
	}
	if status, said := o.asks(olli, "GET", "/api/v1/networks/copy", ""); status != 404 {
		t.Errorf("the owner of the original sees the copy, of which nobody gave a role: %d %s", status, start(said))
	}
	status, all := o.asks(root, "GET", "/api/v1/backup?network=copy,ours", "")
	if status != 200 {
		t.Fatalf("the admin's backup: %d %s", status, start(all))
	}
	if status, said := o.restores(root, "?as=third", all); status != 400 || !strings.Contains(said, "holds 2") {
		t.Errorf("one name for two networks: %d %s", status, said)
	}
	_, log := o.asks(root, "GET", "/api/v1/audit?format=csv", "")
	for _, line := range []string{"olli,session,read,back-up-network,ours,", "root,session,read,back-up,copy,", "root,session,change,restore-networks,copy,"} {
		if !strings.Contains(log, line) {
			t.Errorf("the audit log holds no %q:\n%s", line, log)
		}
	}
}
