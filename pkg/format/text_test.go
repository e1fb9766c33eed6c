package format_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

const sample = "id;nimi\n1;Hämeenlinna – Åbo €\n2;plain\n"

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func encoded(t testing.TB, name, text string) string {
	t.Helper()
	encoders := map[string]func(string) (string, error){
		format.UTF8:          func(s string) (string, error) { return s, nil },
		format.UTF8BOM:       func(s string) (string, error) { return "\ufeff" + s, nil },
		format.Windows1252:   charmap.Windows1252.NewEncoder().String,
		"utf-16le with mark": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String,
		"utf-16be with mark": unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String,
		format.UTF16LE:       unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String,
		format.UTF16BE:       unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String,
	}
	out, err := encoders[name](text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTextIsTheSameInEveryEncoding(t *testing.T) {
	for _, c := range []struct{ written, told string }{
		{format.UTF8, format.UTF8}, {format.UTF8BOM, format.UTF8BOM}, {format.Windows1252, format.Windows1252},
		{"utf-16le with mark", format.UTF16LE}, {"utf-16be with mark", format.UTF16BE},
		{format.UTF16LE, format.UTF16LE}, {format.UTF16BE, format.UTF16BE},
	} {
		for _, packed := range []bool{false, true} {
			// A long beginning without accents: the encoding shows itself only after the first window.
			for _, before := range []string{"", strings.Repeat("9;plain\n", 30_000)} {
				want := before + sample
				raw := encoded(t, c.written, want)
				if packed {
					raw = gzipped(t, raw)
				}
				in, err := format.Open(strings.NewReader(raw), format.Options{})
				if err != nil {
					t.Fatal(err)
				}
				got, err := io.ReadAll(in)
				if err != nil {
					t.Fatalf("%s: %v", c.written, err)
				}
				if string(got) != want {
					t.Errorf("%s, packed %v: the text changed: %.60q …", c.written, packed, got)
				}
				if in.Encoding() != c.told || in.Compressed != packed {
					t.Errorf("%s, packed %v: told as %s, packed %v", c.written, packed, in.Encoding(), in.Compressed)
				}
			}
		}
	}
}

func TestDamagedPackingIsToldAsSuch(t *testing.T) {
	whole := gzipped(t, strings.Repeat(sample, 500))
	broken := []byte(whole)
	broken[len(broken)-6] ^= 0xff // in the checksum
	for promise, raw := range map[string]string{
		"cut short": whole[:len(whole)-20], "cut in its head": whole[:5], "wrong checksum": string(broken),
	} {
		in, err := format.Open(strings.NewReader(raw), format.Options{})
		if err == nil {
			_, err = io.ReadAll(in)
		}
		if text, ok := errors.AsType[*format.TextError](err); !ok || text.Expected != "a whole gzip file" {
			t.Errorf("%s: expected a text error about gzip, got %v", promise, err)
		}
	}
}

func TestUnpackedSizeIsLimited(t *testing.T) {
	bomb := gzipped(t, strings.Repeat("0", 1<<20))
	for limit, want := range map[int64]fault.Code{1<<20 - 1: fault.TooLarge, 1 << 20: "", 1<<20 + 1: "", 1: fault.TooLarge} {
		in, err := format.Open(strings.NewReader(bomb), format.Options{MaxBytes: limit})
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, in)
		if fault.CodeOf(err) != want || n > limit {
			t.Errorf("limit %d: %d bytes and code %q, expected code %q", limit, n, fault.CodeOf(err), want)
		}
	}
}
