package diffusion

// sets are sets of actors, one after the other, with the sets of every actor.
type sets struct {
	actors int
	start  []int
	member []int32
	first  []int // actor u is in set[first[u]:first[u+1]]
	set    []int32
}

func newSets(actors int) *sets {
	return &sets{actors: actors, start: []int{0}, first: make([]int, actors+1)}
}

func (s *sets) len() int { return len(s.start) - 1 }

func (s *sets) add(set []int32) {
	s.member = append(s.member, set...)
	s.start = append(s.start, len(s.member))
}

// index finds the sets of every actor.
func (s *sets) index() {
	clear(s.first)
	for _, u := range s.member {
		s.first[u+1]++
	}
	for u := range s.actors {
		s.first[u+1] += s.first[u]
	}
	s.set = make([]int32, len(s.member))
	next := make([]int, s.actors)
	copy(next, s.first)
	for i := range s.len() {
		for _, u := range s.member[s.start[i]:s.start[i+1]] {
			s.set[next[u]] = int32(i)
			next[u]++
		}
	}
}

func (s *sets) of(u int32) []int32 { return s.set[s.first[u]:s.first[u+1]] }

// covered counts the sets that some actors meet, without those that others meet already.
func (s *sets) covered(actors, already []int32) int {
	met := make([]bool, s.len())
	for _, u := range already {
		for _, i := range s.of(u) {
			met[i] = true
		}
	}
	count := 0
	for _, u := range actors {
		for _, i := range s.of(u) {
			if !met[i] {
				met[i] = true
				count++
			}
		}
	}
	return count
}

// picking is a greedy choice.
type picking struct {
	actors []int32
	adds   []int
	most   float64 // no choice of as many meets more of these sets
}

// greedy picks k actors of those allowed, each meeting most sets that nobody before it meets; of equals the first.
func (s *sets) greedy(k int, allowed []bool, already []int32) picking {
	left := make([]int32, s.actors) // sets of an actor that nobody meets yet
	for u := range int32(s.actors) {
		left[u] = int32(len(s.of(u)))
	}
	met := make([]bool, s.len())
	meet := func(u int32) (count int) {
		for _, i := range s.of(u) {
			if met[i] {
				continue
			}
			met[i] = true
			count++
			for _, v := range s.member[s.start[i]:s.start[i+1]] {
				left[v]--
			}
		}
		return count
	}
	for _, u := range already {
		meet(u)
	}
	p := picking{most: most(left, allowed, k)}
	all := 0
	for len(p.actors) < k {
		best := int32(-1)
		for u := range int32(s.actors) {
			if allowed[u] && left[u] > 0 && (best < 0 || left[u] > left[best]) {
				best = u
			}
		}
		if best < 0 {
			break
		}
		add := meet(best)
		all += add
		p.actors, p.adds = append(p.actors, best), append(p.adds, add)
		p.most = min(p.most, float64(all)+most(left, allowed, k))
	}
	return p
}

// most is the sum of the k largest numbers of those allowed: no k of them can add more to what is met already.
func most(left []int32, allowed []bool, k int) float64 {
	heap := make([]int32, 0, k) // the least on top
	for u, x := range left {
		switch {
		case !allowed[u]:
		case len(heap) < k:
			heap = append(heap, x)
			for i := len(heap) - 1; i > 0 && heap[(i-1)/2] > heap[i]; i = (i - 1) / 2 {
				heap[i], heap[(i-1)/2] = heap[(i-1)/2], heap[i]
			}
		case x > heap[0]:
			heap[0] = x
			sink(heap)
		}
	}
	sum := 0.
	for _, x := range heap {
		sum += float64(x)
	}
	return sum
}

// sink restores a heap whose top has grown.
func sink(heap []int32) {
	for i := 0; ; {
		least := 2*i + 1
		if least >= len(heap) {
			return
		}
		if least+1 < len(heap) && heap[least+1] < heap[least] {
			least++
		}
		if heap[i] <= heap[least] {
			return
		}
		heap[i], heap[least] = heap[least], heap[i]
		i = least
	}
}
