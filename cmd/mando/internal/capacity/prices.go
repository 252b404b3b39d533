package capacity

import "math"

// Priced is when the prices below were put together: Google's list prices in US
// dollars for a region of tier 1, such as us-east1 or europe-west1, from the
// pages named. They change, and a contract may say otherwise.
const Priced = "2026-11-22"

const gib = 1 << 30

// price is what a month's amount costs, in steps from the cheapest amount up.
type price struct {
	free  float64 // of each month
	steps []step
}

// step is a price for what lies below its end.
type step struct{ end, dollar float64 }

func flat(free, dollar float64) price {
	return price{free: free, steps: []step{{math.Inf(1), dollar}}}
}

// of returns the price of an amount.
func (p price) of(amount float64) float64 {
	dollar, from := 0.0, p.free
	for _, s := range p.steps {
		if amount <= from {
			break
		}
		dollar += (min(amount, s.end) - from) * s.dollar
		from = max(from, s.end)
	}
	return dollar
}

var (
	// https://cloud.google.com/run/pricing, request-based billing.
	requestPrice = flat(2e6, 0.40/1e6)
	cpuPrice     = flat(180_000, 0.000024)  // vCPU-second
	memoryPrice  = flat(360_000, 0.0000025) // GiB-second
	// https://cloud.google.com/pubsub/pricing: published and delivered bytes, at
	// least 1,000 for each request.
	messagePrice = flat(10, 40.0/1024) // GiB
	// https://cloud.google.com/storage/pricing: standard storage, class A.
	createPrice = flat(0, 0.005/1000)
	keepPrice   = flat(0, 0.020) // GiB and month
	// https://cloud.google.com/vpc/network-pricing: premium tier, to anywhere but
	// China and Australia.
	sendPrice = price{free: 1, steps: []step{{1024, 0.12}, {10 * 1024, 0.11}, {math.Inf(1), 0.08}}} // GiB
	// https://cloud.google.com/stackdriver/pricing
	logPrice = flat(50, 0.50) // GiB
)

// bill lists what a month of the rate costs.
func (l Load) bill(rate float64) []Item {
	commands := rate * Month.Seconds()
	cpu, memory := 0.0, 0.0
	for _, s := range []Service{l.Receiver, l.Renderer} {
		cpu += s.seconds(rate)
		memory += s.seconds(rate) * s.Memory
	}
	months := 12.0
	if l.Kept > 0 {
		months = l.Kept.Hours() / Month.Hours()
	}
	var items []Item
	add := func(what string, amount float64, unit string, p price) {
		items = append(items, Item{What: what, Amount: amount, Unit: unit, Dollar: p.of(amount)})
	}
	add("requests to both functions", 2*commands, "", requestPrice)
	add("CPU time", cpu, "vCPU-s", cpuPrice)
	add("memory", memory, "GiB-s", memoryPrice)
	add("messages, published and pushed", 2*commands*max(1000, l.Job)/gib, "GiB", messagePrice)
	add("objects created", commands, "", createPrice)
	add("pictures kept", commands*l.Picture*months/gib, "GiB", keepPrice)
	add("pictures sent to Discord", commands*l.Picture/gib, "GiB", sendPrice)
	add("log lines", commands*l.Logged/gib, "GiB", logPrice)
	return items
}
