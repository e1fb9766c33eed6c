package jobs

import (
	"bufio"
	"os"
	"strconv"
	"strings"
)

// unknownMemory is taken where the system does not tell what it has.
const unknownMemory = 4 << 30

// machineMemory is how many bytes this process can have at most: the machine's, or those of the container it runs in.
func machineMemory() int64 {
	limit := int64(unknownMemory)
	if total, ok := memTotal("/proc/meminfo"); ok {
		limit = total
	}
	// A container's limit; "max" and a missing file are none.
	if text, err := os.ReadFile("/sys/fs/cgroup/memory.max"); err == nil {
		if n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil && n > 0 {
			limit = min(limit, n)
		}
	}
	return limit
}

// memTotal reads the line MemTotal of a file like Linux's /proc/meminfo.
func memTotal(path string) (int64, bool) {
	f, err := os.Open(path)
	if err != nil {
		return 0, false
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if rest, is := strings.CutPrefix(lines.Text(), "MemTotal:"); is {
			n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return n << 10, err == nil
		}
	}
	return 0, false
}
