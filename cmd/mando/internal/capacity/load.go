package capacity

import "time"

// Load is what one command takes.
type Load struct {
	Receiver, Renderer Service
	// Picture is the size of one, in bytes; Job that of a message with its
	// attributes; Logged what all its log lines take together.
	Picture, Job, Logged float64
	// Kept is how long a picture stays in the bucket; 0 is for ever, of which
	// the bill shows the first year.
	Kept time.Duration
}

// Service is what one command takes of a function, and what the function is
// given by default.
type Service struct {
	Name string
	// CPU is the processor's time, Wait the time spent waiting for others.
	CPU, Wait time.Duration
	// Concurrency and MaxInstances are the defaults of terraform/variables.tf,
	// Memory is in GiB.
	Concurrency, MaxInstances int
	Memory                    float64
}

// Measured is the load of one command as measured on 2026-11-22 on two shared
// vCPUs, and, where no cloud can be measured, assumed. The processor's times are
// those of the two processes over 480 commands, eight at a time, through the
// stack of `mando dev exec`: whole answers and whole deliveries, with their calls.
func Measured() Load {
	return Load{
		Receiver: Service{
			Name: "receiver",
			CPU:  1300 * time.Microsecond,
			// Assumed: one publish within the region.
			Wait:        20 * time.Millisecond,
			Concurrency: 80, MaxInstances: 20, Memory: 0.5,
		},
		Renderer: Service{
			Name: "renderer",
			CPU:  12 * time.Millisecond,
			// Assumed: PATCH @original with the picture; storing it runs
			// beside that and is shorter.
			Wait:        300 * time.Millisecond,
			Concurrency: 20, MaxInstances: 100, Memory: 1,
		},
		Picture: 122e3, // measured: the mean of 120 seeds at 1024 px
		Job:     800,   // measured: data and attributes of a job
		// One line of each function, about 1 kB each with what Cloud Logging
		// adds. The platform's own request lines of what went well are left out
		// by terraform/logs.tf.
		Logged: 2e3,
		Kept:   30 * 24 * time.Hour, // picture_retention_days
	}
}
