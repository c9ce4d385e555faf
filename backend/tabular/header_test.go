package tabular

import "testing"

// TestHeaderOfRemarks reads tables in which no row is more than a remark: the first stands for the header.
func TestHeaderOfRemarks(t *testing.T) {
	t.Parallel()
	file, err := openText(t, "# service,state\n# api,open\n", Options{})
	if err != nil || file.HeaderLine != 1 || len(file.Header) != 2 {
		t.Errorf("got %+v, %v", file, err)
	}
}
