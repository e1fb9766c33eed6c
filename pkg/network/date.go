package network

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a day of the world calendar, or unset (the zero value). Later dates compare greater.
type Date int32

// dayOne is the day that Date 1 stands for, so that zero can mean unset.
var dayOne = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)

// NewDate returns the date of a day. Days outside the years 1–9999 have none and give the unset date.
func NewDate(year int, month time.Month, day int) Date {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Year() < 1 || t.Year() > 9999 {
		return 0
	}
	return Date(t.Unix()/86400-dayOne.Unix()/86400) + 1
}

// IsSet reports whether the date is known.
func (d Date) IsSet() bool { return d != 0 }

// Time returns the day's first instant in UTC; the zero time when unset.
func (d Date) Time() time.Time {
	if d == 0 {
		return time.Time{}
	}
	return dayOne.AddDate(0, 0, int(d)-1)
}

// String returns the date as 2006-01-02, or "" when unset.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// ParseDate reads a day, a month or a year and returns the first and the last day it stands for.
// It accepts 2024-03-31, 2024-03, 2024, 31.3.2024, 31/3/2024 and the date part of an ISO timestamp. Text that is empty gives unset dates.
func ParseDate(s string) (first, last Date, err error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, 0, nil
	}
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		s = s[:10]
	}
	var parts []string
	dayFirst := false
	switch {
	case strings.Contains(s, "-"):
		parts = strings.Split(s, "-")
	case strings.Contains(s, "."):
		parts, dayFirst = strings.Split(s, "."), true
	case strings.Contains(s, "/"):
		parts, dayFirst = strings.Split(s, "/"), true
	default:
		parts = []string{s}
	}
	if len(parts) > 3 || dayFirst && len(parts) != 3 {
		return 0, 0, noDate(s)
	}
	n := make([]int, len(parts))
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v <= 0 {
			return 0, 0, noDate(s)
		}
		n[i] = v
	}
	if dayFirst {
		n[0], n[2] = n[2], n[0]
	}
	if n[0] < 1000 || n[0] > 9999 {
		return 0, 0, noDate(s)
	}
	switch len(n) {
	case 1:
		return NewDate(n[0], 1, 1), NewDate(n[0], 12, 31), nil
	case 2:
		if n[1] > 12 {
			return 0, 0, noDate(s)
		}
		return NewDate(n[0], time.Month(n[1]), 1), NewDate(n[0], time.Month(n[1])+1, 0), nil
	}
	d := NewDate(n[0], time.Month(n[1]), n[2])
	if t := d.Time(); t.Year() != n[0] || int(t.Month()) != n[1] || t.Day() != n[2] {
		return 0, 0, noDate(s)
	}
	return d, d, nil
}

func noDate(s string) error {
	return fmt.Errorf("%q is not a date: write 2024-03-31, 31.3.2024, 2024-03 or 2024", s)
}

// Overlaps reports whether the period from start to end touches the window from–to. An unset date is open on its side.
func Overlaps(start, end, from, to Date) bool {
	return (!start.IsSet() || !to.IsSet() || start <= to) && (!end.IsSet() || !from.IsSet() || end >= from)
}
