/*
 * The two loops of `optimalDenoiser` in WebAssembly's SIMD: squared distances with an early end, and a weighted sum of
 * items. Every sum is of doubles and in the order of src/closed-form/kernels-in-javascript.ts, so that the bits are the same.
 *
 * There is no allocator: JavaScript lays out the memory behind `__heap_base`.
 */
#include <stdint.h>
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(#name)))
enum { BLOCK = 256 };

static inline v128_t two(const float *values) { return wasm_f64x2_promote_low_f32x4(wasm_v128_load64_zero(values)); }
static inline v128_t add(v128_t a, v128_t b) { return wasm_f64x2_add(a, b); }
static inline v128_t multiply(v128_t a, v128_t b) { return wasm_f64x2_mul(a, b); }

static inline v128_t square(const double *x, const float *item) {
  v128_t difference = wasm_f64x2_sub(wasm_v128_load(x), two(item));
  return multiply(difference, difference);
}

/* The squared distance, or infinity as soon as it is certain to be more than `limit`. */
static double squared_distance(const float *item, const double *x, uint32_t size, double limit) {
  double sum = 0;
  for (uint32_t from = 0; from < size; from += BLOCK) {
    uint32_t to = size - from > BLOCK ? from + BLOCK : size, j = from;
    v128_t s01 = wasm_f64x2_splat(0), s23 = s01, s45 = s01, s67 = s01;
    for (; j + 7 < to; j += 8) {
      s01 = add(s01, square(x + j, item + j));
      s23 = add(s23, square(x + j + 2, item + j + 2));
      s45 = add(s45, square(x + j + 4, item + j + 4));
      s67 = add(s67, square(x + j + 6, item + j + 6));
    }
    double rest = 0;
    for (; j < to; j++) {
      double difference = x[j] - (double)item[j];
      rest += difference * difference;
    }
    v128_t four = add(add(s01, s23), add(s45, s67));
    sum += wasm_f64x2_extract_lane(four, 0) + wasm_f64x2_extract_lane(four, 1) + rest;
    if (sum > limit) return __builtin_inf();
  }
  return sum;
}

/* Squared distances from `x` to all items; infinity for those farther than the nearest one by more than `margin`. */
EXPORT(squaredDistances)
void squared_distances(const float *items, uint32_t count, uint32_t size, const double *x, double margin, double *distances) {
  double nearest = __builtin_inf();
  for (uint32_t i = 0; i < count; i++) {
    double distance = squared_distance(items + (uint64_t)i * size, x, size, nearest + margin);
    distances[i] = distance;
    if (distance < nearest) nearest = distance;
  }
  for (uint32_t i = 0; i < count; i++) {
    if (distances[i] > nearest + margin) distances[i] = __builtin_inf();
  }
}

/* Adds four weighted items to the sums: read and written a quarter as often as for one item at a time. */
EXPORT(addFour)
void add_four(const float *a, const float *b, const float *c, const float *d, double wa, double wb, double wc, double wd,
              uint32_t size, double *sums) {
  v128_t va = wasm_f64x2_splat(wa), vb = wasm_f64x2_splat(wb), vc = wasm_f64x2_splat(wc), vd = wasm_f64x2_splat(wd);
  uint32_t j = 0;
  for (; j + 1 < size; j += 2) {
    v128_t first = add(multiply(va, two(a + j)), multiply(vb, two(b + j)));
    v128_t second = add(multiply(vc, two(c + j)), multiply(vd, two(d + j)));
    wasm_v128_store(sums + j, add(wasm_v128_load(sums + j), add(first, second)));
  }
  for (; j < size; j++) sums[j] += (wa * a[j] + wb * b[j]) + (wc * c[j] + wd * d[j]);
}
