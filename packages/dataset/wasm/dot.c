/*
 * Dot products of rows and queries in WebAssembly's SIMD: rows of 32-bit floats, of 16-bit floats, or of 8-bit integers; queries of
 * 32-bit floats. Every sum is in the order of src/search/dot/dot-in-javascript.ts, so that the bits are the same.
 *
 * There is no allocator: JavaScript lays out the memory behind `__heap_base`.
 */
#include <stdint.h>
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(#name)))
#define ALWAYS static inline __attribute__((always_inline))

/* A 16-bit float moved to where a 32-bit one has its exponent and fraction is 2^112 times too small; subnormal ones, too. */
#define HALF_SCALE 0x1p112f

ALWAYS v128_t four_floats(const float *values) { return wasm_v128_load(values); }
ALWAYS v128_t four_halves(const uint16_t *values) {
  v128_t bits = wasm_u32x4_load16x4(values);
  v128_t magnitude = wasm_i32x4_shl(wasm_v128_and(bits, wasm_i32x4_splat(0x7fff)), 13);
  v128_t sign = wasm_i32x4_shl(wasm_v128_and(bits, wasm_i32x4_splat(0x8000)), 16);
  return wasm_v128_or(wasm_f32x4_mul(magnitude, wasm_f32x4_splat(HALF_SCALE)), sign);
}
ALWAYS v128_t four_bytes(const int8_t *values) {
  return wasm_f32x4_convert_i32x4(wasm_i32x4_extend_low_i16x8(wasm_i16x8_extend_low_i8x16(wasm_v128_load32_zero(values))));
}

ALWAYS float one_float(const float *value) { return *value; }
ALWAYS float one_half(const uint16_t *value) { return wasm_f32x4_extract_lane(four_halves((uint16_t[4]){*value}), 0); }
ALWAYS float one_byte(const int8_t *value) { return *value; }

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
#define LOAD4 four_bytes
DOT(dotInt8, int8_t, one_byte)
