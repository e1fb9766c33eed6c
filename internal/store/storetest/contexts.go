package storetest

import (
	"context"
	"fmt"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

var contextPromises = []promise{
	{"a context that has ended stores nothing and is said", func(k kept) {
		k.imports("n", ecosystem())
		before := k.network("n")
		ctx, cancel := context.WithCancel(k.Context())
		cancel()
		p := actorsOnly("ö")
		_, _, err := k.Import(ctx, "n", &p, change)
		k.fails(err, fault.Cancelled)
		_, _, err = k.Import(ctx, "new", &p, change)
		k.fails(err, fault.Cancelled)
		_, err = k.Revert(ctx, "n", 0, change)
		k.fails(err, fault.Cancelled)
		_, err = k.Erase(ctx, "n", "sitra", change)
		k.fails(err, fault.Cancelled)
		k.fails(k.Delete(ctx, "n"), fault.Cancelled)
		_, err = k.Read(ctx, "n", store.Latest, &network.Collector{})
		k.fails(err, fault.Cancelled)
		_, err = k.Networks(ctx)
		k.fails(err, fault.Cancelled)
		k.missing("new")
		if after := k.network("n"); after != before {
			k.Errorf("network was %+v and is %+v", before, after)
		}
		k.holds("n", store.Latest, ecosystem())
	}},
	{"an import cancelled on its way stores nothing", func(k kept) {
		p := crowd(3_000, 1)
		began := time.Now()
		k.imports("whole", p)
		whole := time.Since(began)
		cancelled := 0
		// Deadlines from the whole time of the first import down to a 128th of it: a store that is slow at first and fast later is
		// cut at some of them all the same.
		for i := range 8 {
			name := fmt.Sprint("cut", i)
			ctx, cancel := context.WithTimeout(k.Context(), whole>>i)
			_, _, err := k.Import(ctx, name, &p, change)
			cancel()
			if err == nil {
				k.holds(name, 1, p) // it was faster than the first, or done in time
				continue
			}
			cancelled++
			k.fails(err, fault.Cancelled)
			k.missing(name)
		}
		if cancelled == 0 {
			k.Error("no import was cancelled on its way; the picture is too small to test it")
		}
		k.imports("after", p) // the store is none the worse
	}},
	{"a walk cancelled on its way stops", func(k kept) {
		k.imports("n", crowd(2_000, 1))
		ctx, cancel := context.WithCancel(k.Context())
		defer cancel()
		v := &interrupter{then: cancel}
		_, err := k.Read(ctx, "n", store.Latest, v)
		k.fails(err, fault.Cancelled)
		if seen := len(v.Picture.Actors) + len(v.Picture.Collaborations); seen >= 3_999 {
			k.Errorf("the walk went on to its end, record %d", seen)
		}
	}},
}
