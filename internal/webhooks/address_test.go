package webhooks

import (
	"net/netip"
	"testing"

	"github.com/sillat/sillat/pkg/fault"
)

func TestOnlyTheInternetIsPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1::1": true,
		"127.0.0.1": false, "127.8.8.8": false, "::1": false, "0.0.0.0": false, "::": false, "10.0.0.1": false, "172.16.5.4": false, "192.168.1.1": false,
		"169.254.169.254": false, "fe80::1": false, "fc00::1": false, "fd12:3456::1": false, "100.64.0.1": false, "192.0.0.8": false, "198.18.0.1": false,
		"224.0.0.1": false, "ff02::1": false, "255.255.255.255": false, "240.0.0.1": false, "::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false,
		"64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001:db8::1": false, "203.0.113.5": false,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: public is %v", address, got)
		}
	}
}

func TestAddressesThatCannotBeUsedAreRefused(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://example.org/hook?key=1": true, "https://[2606:2800:220:1::1]:8443/x": true, "http://10.0.5.7/hook": true, "http://localhost:9000/": true,
		"http://example.org/hook": false, "http://93.184.216.34/": false, "ftp://example.org/": false, "file:///etc/passwd": false, "https://": false, "//example.org": false,
		"https://user:secret@example.org/": false, "https://example.org/#a": false, "gopher://127.0.0.1:70/": false, "": false, "https://exa mple.org/": false,
	} {
		err := checkURL(address)
		if (err == nil) != ok || err != nil && fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%q: %v", address, err)
		}
	}
}
