package export

import (
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// Parquet writes the sheet as Parquet: text columns as strings, columns of figures as doubles that may be null, in the sheet's order. How it was
// made stands in the file's key-value metadata, each key after "sillat.".
func (s *Sheet) Parquet(w io.Writer, made map[string]string) error {
	fields := make([]reflect.StructField, len(s.Header))
	for i, name := range s.Header {
		kind := reflect.TypeFor[*float64]()
		if i < s.Words {
			kind = reflect.TypeFor[string]()
		}
		fields[i] = reflect.StructField{Name: "C" + strconv.Itoa(i), Type: kind, Tag: reflect.StructTag(`parquet:` + strconv.Quote(name+",snappy"))}
	}
	row := reflect.StructOf(fields)
	options := []parquet.WriterOption{parquet.SchemaOf(reflect.New(row).Interface())}
	for _, key := range slices.Sorted(maps.Keys(made)) {
		options = append(options, parquet.KeyValueMetadata("sillat."+key, made[key]))
	}
	writer := parquet.NewWriter(w, options...)
	for _, cells := range s.Rows {
		v := reflect.New(row)
		for i, text := range cells {
			if i < s.Words {
				v.Elem().Field(i).SetString(text)
			} else if x, err := strconv.ParseFloat(text, 64); err == nil {
				v.Elem().Field(i).Set(reflect.ValueOf(&x))
			}
		}
		if err := writer.Write(v.Interface()); err != nil {
			return fmt.Errorf("write parquet: %w", err)
		}
	}
	if err := writer.Close(); err != nil {
		return fmt.Errorf("write parquet: %w", err)
	}
	return nil
}
