package service

import (
	"testing"
	"time"
)

func TestEveryProblemIsNamedOnceByItsVariable(t *testing.T) {
	t.Parallel()
	var c struct {
		Bucket string        `env:"BUCKET,required,notEmpty"`
		Topic  string        `env:"TOPIC,required"`
		Age    time.Duration `env:"AGE" envDefault:"5m"`
		Burst  int           `env:"BURST" envDefault:"3"`
	}
	p := ReadEnvironment(&c, map[string]string{"BUCKET": "", "BURST": "many"}, nil)
	p.Must(c.Age < time.Minute, "AGE", "is %v: give less than a minute", c.Age)
	p.Must(c.Burst > 0, "BURST", "is %d", c.Burst)
	const want = `wrong configuration:
  AGE is 5m0s: give less than a minute
  BUCKET is required and empty
  BURST strconv.ParseInt: parsing "many": invalid syntax
  TOPIC is required and not set`
	if err := p.Err(); err == nil || err.Error() != want {
		t.Errorf("got:\n%v\nwant:\n%s", err, want)
	}
}

func TestAGoodEnvironmentHasNoProblem(t *testing.T) {
	t.Parallel()
	var c struct {
		Topic string `env:"TOPIC,required"`
	}
	p := ReadEnvironment(&c, map[string]string{"TOPIC": "t"}, nil)
	if err := p.Err(); err != nil || c.Topic != "t" {
		t.Errorf("got %q, %v", c.Topic, err)
	}
}
