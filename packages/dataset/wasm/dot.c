/*
 * Dot products of rows and queries in WebAssembly's SIMD: rows of 32-bit floats or of 16-bit floats, with queries of 32-bit floats; rows of
 * 8-bit integers, with queries of 16-bit integers. Every sum of floats is in the order of src/search/dot/dot-in-javascript.ts, so
 * that the bits are the same.
 *
 * There is no allocator: JavaScript lays out the memory behind `__heap_base`.
 */
#include <stdint.h>
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(#name)))
#define ALWAYS static inline __attribute__((always_inline))


ALWAYS v128_t four_floats(const float *values) { return wasm_v128_load(values); }
/*
 * A 16-bit float moved to where a 32-bit one has its exponent and fraction is 2^112 times too small; subnormal ones, too. The queries
 * come 2^112 times as large, so the products are right.
 */
ALWAYS v128_t four_halves(const uint16_t *values) {
  return wasm_v128_and(wasm_i32x4_shl(wasm_i32x4_load16x4(values), 13), wasm_i32x4_splat(0x8fffe000));
}

ALWAYS float one_float(const float *value) { return *value; }
ALWAYS float one_half(const uint16_t *value) { return wasm_f32x4_extract_lane(four_halves((uint16_t[4]){*value}), 0); }

ALWAYS float sum_of(v128_t first, v128_t second, float rest) {
  v128_t four = wasm_f32x4_add(first, second);
  float even = wasm_f32x4_extract_lane(four, 0) + wasm_f32x4_extract_lane(four, 2);
  float odd = wasm_f32x4_extract_lane(four, 1) + wasm_f32x4_extract_lane(four, 3);
  return even + odd + rest;
}

#define STEP(sum, row, at, query) sum = wasm_f32x4_add(sum, wasm_f32x4_mul(LOAD4((row) + (at)), query))

/* Rows by fours, so that a query is read a quarter as often. `out` is [queries, count]. */
#define DOT(name, Value, LOAD1)                                                                              \
  EXPORT(name)                                                                                                       \
  void name(const Value *rows, uint32_t count, uint32_t size, const float *queries, uint32_t query_count, float *out) { \
    uint32_t whole = size & ~7u;                                                                                     \
    for (uint32_t q = 0; q < query_count; q++, queries += size, out += count) {                                      \
      const Value *row = rows;                                                                                       \
      uint32_t i = 0;                                                                                                \
      for (; i + 3 < count; i += 4, row += 4 * size) {                                                               \
        const Value *b = row + size, *c = b + size, *d = c + size;                                                   \
        v128_t zero = wasm_f32x4_splat(0), a0 = zero, a1 = zero, b0 = zero, b1 = zero, c0 = zero, c1 = zero, d0 = zero, d1 = zero; \
        uint32_t j = 0;                                                                                              \
        for (; j < whole; j += 8) {                                                                                  \
          v128_t low = wasm_v128_load(queries + j), high = wasm_v128_load(queries + j + 4);                          \
          STEP(a0, row, j, low); STEP(a1, row, j + 4, high);                                                         \
          STEP(b0, b, j, low); STEP(b1, b, j + 4, high);                                                             \
          STEP(c0, c, j, low); STEP(c1, c, j + 4, high);                                                             \
          STEP(d0, d, j, low); STEP(d1, d, j + 4, high);                                                             \
        }                                                                                                            \
        float ar = 0, br = 0, cr = 0, dr = 0;                                                                        \
        for (; j < size; j++) {                                                                                      \
          ar += LOAD1(row + j) * queries[j]; br += LOAD1(b + j) * queries[j];                                        \
          cr += LOAD1(c + j) * queries[j]; dr += LOAD1(d + j) * queries[j];                                          \
        }                                                                                                            \
        out[i] = sum_of(a0, a1, ar); out[i + 1] = sum_of(b0, b1, br);                                                \
        out[i + 2] = sum_of(c0, c1, cr); out[i + 3] = sum_of(d0, d1, dr);                                            \
      }                                                                                                              \
      for (; i < count; i++, row += size) {                                                                          \
        v128_t a0 = wasm_f32x4_splat(0), a1 = a0;                                                                    \
        float rest = 0;                                                                                              \
        uint32_t j = 0;                                                                                              \
        for (; j < whole; j += 8) {                                                                                  \
          STEP(a0, row, j, wasm_v128_load(queries + j)); STEP(a1, row, j + 4, wasm_v128_load(queries + j + 4));      \
        }                                                                                                            \
        for (; j < size; j++) rest += LOAD1(row + j) * queries[j];                                                   \
        out[i] = sum_of(a0, a1, rest);                                                                               \
      }                                                                                                              \
    }                                                                                                                \
  }

#define LOAD4 four_floats
DOT(dotFloat32, float, one_float)
#undef LOAD4
#define LOAD4 four_halves
DOT(dotFloat16, uint16_t, one_half)
#undef LOAD4

#define LANE wasm_i32x4_extract_lane
ALWAYS int32_t whole_sum(v128_t sums) { return LANE(sums, 0) + LANE(sums, 1) + LANE(sums, 2) + LANE(sums, 3); }

ALWAYS v128_t sixteen_bytes(v128_t sum, const int8_t *row, v128_t low, v128_t high) {
  v128_t values = wasm_v128_load(row);
  sum = wasm_i32x4_add(sum, wasm_i32x4_dot_i16x8(wasm_i16x8_extend_low_i8x16(values), low));
  return wasm_i32x4_add(sum, wasm_i32x4_dot_i16x8(wasm_i16x8_extend_high_i8x16(values), high));
}

/* Whole numbers, so the order of the sums doesn't matter. The caller makes the queries so small that no sum overflows. */
EXPORT(dotInt8)
void dotInt8(const int8_t *rows, uint32_t count, uint32_t size, const int16_t *queries, uint32_t query_count, int32_t *out) {
  uint32_t whole = size & ~15u;
  for (uint32_t q = 0; q < query_count; q++, queries += size, out += count) {
    const int8_t *row = rows;
    uint32_t i = 0;
    for (; i + 3 < count; i += 4, row += 4 * size) {
      const int8_t *b = row + size, *c = b + size, *d = c + size;
      v128_t as = wasm_i32x4_splat(0), bs = as, cs = as, ds = as;
      uint32_t j = 0;
      for (; j < whole; j += 16) {
        v128_t low = wasm_v128_load(queries + j), high = wasm_v128_load(queries + j + 8);
        as = sixteen_bytes(as, row + j, low, high); bs = sixteen_bytes(bs, b + j, low, high);
        cs = sixteen_bytes(cs, c + j, low, high); ds = sixteen_bytes(ds, d + j, low, high);
      }
      int32_t ar = 0, br = 0, cr = 0, dr = 0;
      for (; j < size; j++) {
        ar += row[j] * queries[j]; br += b[j] * queries[j]; cr += c[j] * queries[j]; dr += d[j] * queries[j];
      }
      out[i] = whole_sum(as) + ar; out[i + 1] = whole_sum(bs) + br;
      out[i + 2] = whole_sum(cs) + cr; out[i + 3] = whole_sum(ds) + dr;
    }
    for (; i < count; i++, row += size) {
      v128_t sums = wasm_i32x4_splat(0);
      int32_t rest = 0;
      uint32_t j = 0;
      for (; j < whole; j += 16) sums = sixteen_bytes(sums, row + j, wasm_v128_load(queries + j), wasm_v128_load(queries + j + 8));
      for (; j < size; j++) rest += row[j] * queries[j];
      out[i] = whole_sum(sums) + rest;
    }
  }
}
