/*
 * Both passes of Pillow's resampling of RGBA bytes (Resample.c, ImagingResampleHorizontal_8bpc and -Vertical_8bpc) in
 * WebAssembly's SIMD. A weight of 22 bits after the point is cut into `high * 2048 + low`, both of which fit 16 bits, so
 * that two source pixels are multiplied and added by one instruction: the sums are the same whole numbers.
 *
 * There is no allocator: JavaScript lays out the memory behind `__heap_base`.
 */
#include <stdint.h>
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(#name)))
enum { PRECISION_BITS = 22, LOW_BITS = 11 };

/*
 * Weights come as pairs, one for each two source pixels of a target pixel: high₀ high₁ low₀ low₁, 16 bits each. Where the
 * number of source pixels is odd, the last weight is 0 and the pixel it belongs to may be any.
 */
static inline v128_t splat_pair(const int16_t *pair) { return wasm_v128_load32_splat(pair); }

static inline v128_t finish(v128_t high, v128_t low) {
  v128_t half = wasm_i32x4_splat(1 << (PRECISION_BITS - 1));
  return wasm_i32x4_shr(wasm_i32x4_add(wasm_i32x4_add(wasm_i32x4_shl(high, LOW_BITS), low), half), PRECISION_BITS);
}

/*
 * Target pixel x of a row is made of `count[x]` pairs of source pixels from pixel `first[x]` on. Reads up to one pixel
 * behind the last row. `opaque` is ORed into every pixel: 0xff000000 makes alpha 255.
 */
EXPORT(across)
void across(const uint8_t *source, uint32_t source_width, uint32_t rows, uint8_t *target, uint32_t target_width,
            const int32_t *first, const int32_t *count, const int16_t *pairs, uint32_t stride, uint32_t opaque) {
  v128_t mask = wasm_i32x4_splat(opaque);
  for (uint32_t y = 0; y < rows; y++, source += 4 * source_width) {
    for (uint32_t x = 0; x < target_width; x++, target += 4) {
      const uint8_t *in = source + 4 * first[x];
      const int16_t *weights = pairs + x * stride;
      v128_t high = wasm_i32x4_splat(0), low = high;
      for (int32_t k = count[x]; k > 0; k--, in += 8, weights += 4) {
        v128_t two = wasm_v128_load64_zero(in);
        v128_t pixels = wasm_u16x8_extend_low_u8x16(wasm_i8x16_shuffle(two, two, 0, 4, 1, 5, 2, 6, 3, 7, 0, 0, 0, 0, 0, 0, 0, 0));
        high = wasm_i32x4_add(high, wasm_i32x4_dot_i16x8(pixels, splat_pair(weights)));
        low = wasm_i32x4_add(low, wasm_i32x4_dot_i16x8(pixels, splat_pair(weights + 2)));
      }
      v128_t value = finish(high, low);
      value = wasm_i16x8_narrow_i32x4(value, value);
      value = wasm_v128_or(wasm_u8x16_narrow_i16x8(value, value), mask);
      wasm_v128_store32_lane(target, value, 0);
    }
  }
}

/*
 * Target row y is made of `count[y]` pairs of source rows from row `first[y]` on. `bytes` is the length of a row, rounded
 * up to 16 by the caller, who leaves room for that; a row behind the last source row is read where the weight is 0.
 */
EXPORT(down)
void down(const uint8_t *source, uint32_t bytes, uint8_t *target, uint32_t target_rows, const int32_t *first,
          const int32_t *count, const int16_t *pairs, uint32_t stride, uint32_t opaque) {
  v128_t mask = wasm_i32x4_splat(opaque);
  for (uint32_t y = 0; y < target_rows; y++) {
    for (uint32_t x = 0; x < bytes; x += 16, target += 16) {
      const uint8_t *in = source + (uint32_t)first[y] * bytes + x;
      const int16_t *weights = pairs + y * stride;
      v128_t zero = wasm_i32x4_splat(0);
      v128_t high0 = zero, high1 = zero, high2 = zero, high3 = zero, low0 = zero, low1 = zero, low2 = zero, low3 = zero;
      for (int32_t k = count[y]; k > 0; k--, in += 2 * bytes, weights += 4) {
        v128_t a = wasm_v128_load(in), b = wasm_v128_load(in + bytes);
        v128_t ab = wasm_i8x16_shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        v128_t cd = wasm_i8x16_shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        v128_t p0 = wasm_u16x8_extend_low_u8x16(ab), p1 = wasm_u16x8_extend_high_u8x16(ab);
        v128_t p2 = wasm_u16x8_extend_low_u8x16(cd), p3 = wasm_u16x8_extend_high_u8x16(cd);
        v128_t high = splat_pair(weights), low = splat_pair(weights + 2);
        high0 = wasm_i32x4_add(high0, wasm_i32x4_dot_i16x8(p0, high));
        high1 = wasm_i32x4_add(high1, wasm_i32x4_dot_i16x8(p1, high));
        high2 = wasm_i32x4_add(high2, wasm_i32x4_dot_i16x8(p2, high));
        high3 = wasm_i32x4_add(high3, wasm_i32x4_dot_i16x8(p3, high));
        low0 = wasm_i32x4_add(low0, wasm_i32x4_dot_i16x8(p0, low));
        low1 = wasm_i32x4_add(low1, wasm_i32x4_dot_i16x8(p1, low));
        low2 = wasm_i32x4_add(low2, wasm_i32x4_dot_i16x8(p2, low));
        low3 = wasm_i32x4_add(low3, wasm_i32x4_dot_i16x8(p3, low));
      }
      v128_t value = wasm_u8x16_narrow_i16x8(wasm_i16x8_narrow_i32x4(finish(high0, low0), finish(high1, low1)),
                                             wasm_i16x8_narrow_i32x4(finish(high2, low2), finish(high3, low3)));
      wasm_v128_store(target, wasm_v128_or(value, mask));
    }
  }
}
