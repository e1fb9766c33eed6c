package silo

import "testing"

// BenchmarkGaps measures the whole list of gaps, all paths followed, on the three real two-mode networks.
func BenchmarkGaps(b *testing.B) {
	for _, c := range []struct{ network, dimension string }{
		{"cordis_h2020_sc6_swafs", "silo_sector"},
		{"interreg_2014_2020", "silo_country"},
		{"cordis_h2020", "silo_country"},
	} {
		b.Run(c.network+"/"+c.dimension, func(b *testing.B) {
			g := twoMode(b, c.network)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Gaps(b.Context(), g, c.dimension, GapOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
