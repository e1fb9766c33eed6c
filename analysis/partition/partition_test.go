package partition

import (
	"slices"
	"testing"
)

func TestNumber(t *testing.T) {
	for _, test := range []struct {
		name            string
		of, want        []int32
		sizes           []int
		scoresOfNumbers []float64
	}{
		{"empty", []int32{}, []int32{}, []int{}, []float64{}},
		{"larger first", []int32{2, 0, 0}, []int32{1, 0, 0}, []int{2, 1}, []float64{2, 1, 1}},
		{"equal sizes by first member", []int32{3, 1, 3, 1}, []int32{0, 1, 0, 1}, []int{2, 2}, []float64{1, 2, 1, 2}},
	} {
		t.Run(test.name, func(t *testing.T) {
			of := slices.Clone(test.of)
			sizes := Number(of)
			if !slices.Equal(of, test.want) || !slices.Equal(sizes, test.sizes) || !slices.Equal(Scores(of), test.scoresOfNumbers) {
				t.Errorf("numbers %v sizes %v scores %v, want %v, %v, %v", of, sizes, Scores(of), test.want, test.sizes, test.scoresOfNumbers)
			}
		})
	}
}
