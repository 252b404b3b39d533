// Package capacity says what a rate of commands needs in the cloud, what of it
// comes to its limit first, and what a month costs.
//
// It is arithmetic on three tables: what one command takes (load.go, measured in
// this repository where that is possible and named as an assumption where it is
// not), what terraform/ allows by default (limits.go), and Google's prices
// (prices.go). It knows no peaks: the rate is one that holds all month long.
package capacity

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Month is the length of a month on Google's price pages.
const Month = 730 * time.Hour

// target is the share of CPU and of concurrency that Cloud Run's autoscaler
// aims at. https://cloud.google.com/run/docs/about-instance-autoscaling
const target = 0.6

// billed is the step to which Cloud Run rounds up an instance's time.
const billed = 100 * time.Millisecond

// Plan is what a rate of commands needs.
type Plan struct {
	Rate   float64 // commands a second
	Needs  []Need  // the nearest to its limit first
	Items  []Item  // of a month's bill
	Dollar float64 // their sum, for a month
}

// Need is something that the rate uses up, against its limit.
type Need struct {
	What         string
	Used, Limit  float64
	Unit         string
	Saturated    float64 // the rate, in commands a second, that reaches the limit
	WhatToChange string
}

// Item is one line of the bill.
type Item struct {
	What   string
	Amount float64
	Unit   string
	Dollar float64
}

// For returns the plan for a rate of commands a second under the load of one
// command.
func For(rate float64, l Load) Plan {
	p := Plan{Rate: rate}
	for _, s := range []Service{l.Receiver, l.Renderer} {
		p.Needs = append(p.Needs, s.need(rate))
	}
	p.Needs = append(p.Needs, Need{
		What: "new objects in the bucket", Unit: "a second",
		Used: rate, Limit: objectsPerSecond, Saturated: objectsPerSecond,
		WhatToChange: "grow slowly, over hours: Cloud Storage adapts",
	})
	slices.SortStableFunc(p.Needs, func(a, b Need) int { return cmp.Compare(a.Saturated, b.Saturated) })
	p.Items = l.bill(rate)
	for _, i := range p.Items {
		p.Dollar += i.Dollar
	}
	return p
}

// First is what comes to its limit first.
func (p Plan) First() Need { return p.Needs[0] }

// perInstance is the rate that one instance takes before another is started.
func (s Service) perInstance() float64 {
	byCPU := target / s.CPU.Seconds()
	byConcurrency := target * float64(s.Concurrency) / s.latency().Seconds()
	return min(byCPU, byConcurrency)
}

func (s Service) latency() time.Duration { return s.CPU + s.Wait }

// instances is how many instances serve the rate.
func (s Service) instances(rate float64) float64 {
	return max(1, math.Ceil(rate/s.perInstance()))
}

func (s Service) need(rate float64) Need {
	return Need{
		What: s.Name + " instances", Used: s.instances(rate), Limit: float64(s.MaxInstances),
		Saturated:    s.perInstance() * float64(s.MaxInstances),
		WhatToChange: "raise " + s.Name + "_max_instances",
	}
}

// seconds is the instance time that is billed in a month: an instance is billed
// while it has a request, rounded up. With requests that arrive independently of
// each other, an instance that should hold a of them on average has one for the
// share 1 - e^-a of the time.
func (s Service) seconds(rate float64) float64 {
	n := s.instances(rate)
	step := math.Ceil(float64(s.latency())/float64(billed)) * billed.Seconds()
	return n * (1 - math.Exp(-rate*step/n)) * Month.Seconds()
}
