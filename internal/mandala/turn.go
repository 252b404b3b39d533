package mandala

import "math"

// The compiler may fuse x*y+z into one instruction on some processors, which
// rounds once instead of twice, and then a picture has other bytes there. An
// explicit float64(x*y) forbids it. All geometry of this package is written so,
// and uses these functions in place of those of package math that fuse inside
// or have assembly on some processors: math.Sin, Cos, Tan, Atan2, Hypot, Pow.
// Those that are exact everywhere (Sqrt, Floor, Round, Abs, Mod) are fine.

// Coefficients of the Taylor-like polynomials of sine and cosine on -π/4..π/4
// (Cephes), and π/2 in three parts whose products with small integers are exact.
var (
	sineTerms = [...]float64{
		1.58962301576546568060e-10, -2.50507477628578072866e-8, 2.75573136213857245213e-6,
		-1.98412698295895385996e-4, 8.33333333332211858878e-3, -1.66666666666666307295e-1,
	}
	cosineTerms = [...]float64{
		-1.13585365213876817300e-11, 2.08757008419747316778e-9, -2.75573141792967388112e-7,
		2.48015872888517045348e-5, -1.38888888888730564116e-3, 4.16666666666665929218e-2,
	}
	halfPi = [...]float64{1.570796251296997070312, 7.54978941586159635336e-8, 5.39030285815811905290e-15}
)

// sincos returns the sine and cosine of an angle in radians, the same bits on
// every machine, right to the last two of them for angles up to a thousand.
func sincos(angle float64) (sin, cos float64) {
	quarter := math.Round(angle * (2 / math.Pi))
	r := angle
	for _, part := range halfPi {
		r -= float64(quarter * part)
	}
	z := r * r
	sin = r + float64(float64(r*z)*polynomial(sineTerms[:], z))
	cos = 1 - float64(0.5*z) + float64(float64(z*z)*polynomial(cosineTerms[:], z))
	switch int(quarter) & 3 {
	case 1:
		return cos, -sin
	case 2:
		return -sin, -cos
	case 3:
		return -cos, sin
	}
	return sin, cos
}

func polynomial(terms []float64, z float64) float64 {
	sum := 0.0
	for _, t := range terms {
		sum = float64(sum*z) + t
	}
	return sum
}

// hypot returns the length of (x, y).
func hypot(x, y float64) float64 { return math.Sqrt(float64(x*x) + float64(y*y)) }
