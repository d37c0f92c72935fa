/*
 * The hot loops of decoding in WebAssembly's SIMD, in place of libjpeg-turbo's own for other processors. Each gives the
 * bytes of the C function of the same name in libjpeg-turbo (jidctint.c, jdsample.c, jdcolor.c).
 */
#define JPEG_INTERNALS
#include <stddef.h>
#include <stdio.h>
#include <wasm_simd128.h>
#include "jinclude.h"
#include "jpeglib.h"
#include "jdct.h"
#include "jsimd.h"
#include "jsimddct.h"

/* Colour: one row of 16 pixels at a time. Where the width is no multiple of 16, up to 60 bytes behind the row are written. */

/* round(x * factor / 65536), the factor in 16 bits with sign */
static inline v128_t scaled(v128_t x, int16_t factor) {
  v128_t half = wasm_i32x4_splat(1 << 15), by = wasm_i16x8_splat(factor);
  v128_t low = wasm_i32x4_shr(wasm_i32x4_add(wasm_i32x4_extmul_low_i16x8(x, by), half), 16);
  v128_t high = wasm_i32x4_shr(wasm_i32x4_add(wasm_i32x4_extmul_high_i16x8(x, by), half), 16);
  return wasm_i16x8_narrow_i32x4(low, high);
}

typedef struct { v128_t red, green, blue; } rgb;

/* ITU-R BT.601: the constants of jdcolor.c, less what of them is a whole number, so that they fit 16 bits. */
static inline rgb convert(v128_t y, v128_t cb, v128_t cr) {
  v128_t half = wasm_i32x4_splat(1 << 15);
  v128_t factors = wasm_i16x8_make(-22554, 18734, -22554, 18734, -22554, 18734, -22554, 18734);
  v128_t low = wasm_i16x8_shuffle(cb, cr, 0, 8, 1, 9, 2, 10, 3, 11);
  v128_t high = wasm_i16x8_shuffle(cb, cr, 4, 12, 5, 13, 6, 14, 7, 15);
  low = wasm_i32x4_shr(wasm_i32x4_add(wasm_i32x4_dot_i16x8(low, factors), half), 16);
  high = wasm_i32x4_shr(wasm_i32x4_add(wasm_i32x4_dot_i16x8(high, factors), half), 16);
  return (rgb){
    wasm_i16x8_add(y, wasm_i16x8_add(cr, scaled(cr, 26345))),
    wasm_i16x8_add(y, wasm_i16x8_sub(wasm_i16x8_narrow_i32x4(low, high), cr)),
    wasm_i16x8_add(y, wasm_i16x8_add(wasm_i16x8_add(cb, cb), scaled(cb, -14942))),
  };
}

void jsimd_ycc_rgb_convert(j_decompress_ptr cinfo, JSAMPIMAGE input, JDIMENSION row, JSAMPARRAY output, int count) {
  v128_t center = wasm_i16x8_splat(128), opaque = wasm_i8x16_splat(-1);
  for (; --count >= 0; row++, output++) {
    const JSAMPLE *ys = input[0][row], *cbs = input[1][row], *crs = input[2][row];
    JSAMPLE *out = *output;
    for (JDIMENSION x = 0; x < cinfo->output_width; x += 16, out += 64) {
      v128_t y = wasm_v128_load(ys + x), cb = wasm_v128_load(cbs + x), cr = wasm_v128_load(crs + x);
      rgb low = convert(wasm_u16x8_extend_low_u8x16(y), wasm_i16x8_sub(wasm_u16x8_extend_low_u8x16(cb), center),
                        wasm_i16x8_sub(wasm_u16x8_extend_low_u8x16(cr), center));
      rgb high = convert(wasm_u16x8_extend_high_u8x16(y), wasm_i16x8_sub(wasm_u16x8_extend_high_u8x16(cb), center),
                         wasm_i16x8_sub(wasm_u16x8_extend_high_u8x16(cr), center));
      v128_t r = wasm_u8x16_narrow_i16x8(low.red, high.red);
      v128_t g = wasm_u8x16_narrow_i16x8(low.green, high.green);
      v128_t b = wasm_u8x16_narrow_i16x8(low.blue, high.blue);
      v128_t rg0 = wasm_i8x16_shuffle(r, g, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      v128_t rg1 = wasm_i8x16_shuffle(r, g, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      v128_t ba0 = wasm_i8x16_shuffle(b, opaque, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      v128_t ba1 = wasm_i8x16_shuffle(b, opaque, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      wasm_v128_store(out, wasm_i16x8_shuffle(rg0, ba0, 0, 8, 1, 9, 2, 10, 3, 11));
      wasm_v128_store(out + 16, wasm_i16x8_shuffle(rg0, ba0, 4, 12, 5, 13, 6, 14, 7, 15));
      wasm_v128_store(out + 32, wasm_i16x8_shuffle(rg1, ba1, 0, 8, 1, 9, 2, 10, 3, 11));
      wasm_v128_store(out + 48, wasm_i16x8_shuffle(rg1, ba1, 4, 12, 5, 13, 6, 14, 7, 15));
    }
  }
}

/* Upsampling: a pixel takes three parts of the nearer sample and one of the further, across, down, or both. */

void jsimd_h2v1_fancy_upsample(j_decompress_ptr cinfo, jpeg_component_info *component, JSAMPARRAY input,
                               JSAMPARRAY *output) {
  JDIMENSION width = component->downsampled_width;
  v128_t one = wasm_i16x8_splat(1), two = wasm_i16x8_splat(2);
  for (int row = 0; row < cinfo->max_v_samp_factor; row++) {
    const JSAMPLE *in = input[row];
    JSAMPLE *out = (*output)[row];
    JDIMENSION x = 1;
    out[0] = in[0];
    out[1] = (in[0] * 3 + in[1] + 2) >> 2;
    for (; x + 8 < width; x += 8) {
      v128_t here = wasm_u16x8_load8x8(in + x);
      v128_t three = wasm_i16x8_add(here, wasm_i16x8_shl(here, 1));
      v128_t left = wasm_i16x8_add(wasm_i16x8_add(three, wasm_u16x8_load8x8(in + x - 1)), one);
      v128_t right = wasm_i16x8_add(wasm_i16x8_add(three, wasm_u16x8_load8x8(in + x + 1)), two);
      wasm_v128_store(out + 2 * x, wasm_v128_or(wasm_u16x8_shr(left, 2), wasm_i16x8_shl(wasm_u16x8_shr(right, 2), 8)));
    }
    for (; x < width - 1; x++) {
      out[2 * x] = (in[x] * 3 + in[x - 1] + 1) >> 2;
      out[2 * x + 1] = (in[x] * 3 + in[x + 1] + 2) >> 2;
    }
    out[2 * x] = (in[x] * 3 + in[x - 1] + 1) >> 2;
    out[2 * x + 1] = in[x];
  }
}

static inline v128_t column_sums(const JSAMPLE *near, const JSAMPLE *far) {
  v128_t here = wasm_u16x8_load8x8(near);
  return wasm_i16x8_add(wasm_i16x8_add(here, wasm_i16x8_shl(here, 1)), wasm_u16x8_load8x8(far));
}

void jsimd_h2v2_fancy_upsample(j_decompress_ptr cinfo, jpeg_component_info *component, JSAMPARRAY input,
                               JSAMPARRAY *output) {
  JDIMENSION width = component->downsampled_width;
  v128_t seven = wasm_i16x8_splat(7), eight = wasm_i16x8_splat(8);
  for (int row = 0; row < cinfo->max_v_samp_factor; row++) {
    const JSAMPLE *near = input[row / 2], *far = input[row % 2 == 0 ? row / 2 - 1 : row / 2 + 1];
    JSAMPLE *out = (*output)[row];
    JDIMENSION x = 1;
#define SUM(i) (near[i] * 3 + far[i])
    out[0] = (SUM(0) * 4 + 8) >> 4;
    out[1] = (SUM(0) * 3 + SUM(1) + 7) >> 4;
    for (; x + 8 < width; x += 8) {
      v128_t here = column_sums(near + x, far + x);
      v128_t three = wasm_i16x8_add(here, wasm_i16x8_shl(here, 1));
      v128_t left = wasm_i16x8_add(wasm_i16x8_add(three, column_sums(near + x - 1, far + x - 1)), eight);
      v128_t right = wasm_i16x8_add(wasm_i16x8_add(three, column_sums(near + x + 1, far + x + 1)), seven);
      wasm_v128_store(out + 2 * x, wasm_v128_or(wasm_u16x8_shr(left, 4), wasm_i16x8_shl(wasm_u16x8_shr(right, 4), 8)));
    }
    for (; x < width - 1; x++) {
      out[2 * x] = (SUM(x) * 3 + SUM(x - 1) + 8) >> 4;
      out[2 * x + 1] = (SUM(x) * 3 + SUM(x + 1) + 7) >> 4;
    }
    out[2 * x] = (SUM(x) * 3 + SUM(x - 1) + 8) >> 4;
    out[2 * x + 1] = (SUM(x) * 4 + 7) >> 4;
#undef SUM
  }
}

/*
 * The accurate integer inverse DCT (Loeffler, Ligtenberg and Moschytz 1989), eight columns at a time, products in pairs:
 * the arrangement of libjpeg-turbo's SSE2 version, which Pillow runs on most machines.
 */

#define CONST_BITS 13
#define PASS1_BITS 2
enum {
  F_0_298 = 2446, F_0_390 = 3196, F_0_541 = 4433, F_0_765 = 6270, F_0_899 = 7373, F_1_175 = 9633,
  F_1_501 = 12299, F_1_847 = 15137, F_1_961 = 16069, F_2_053 = 16819, F_2_562 = 20995, F_3_072 = 25172
};

#define LOW(a, b) wasm_i16x8_shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define HIGH(a, b) wasm_i16x8_shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#define PAIR(a, b) wasm_i16x8_make(a, b, a, b, a, b, a, b)
#define DOT(pairs, a, b) wasm_i32x4_dot_i16x8(pairs, PAIR(a, b))

/* A 16-bit value times 2^13, in 32 bits. */
#define SHIFTED_LOW(x) wasm_i32x4_shl(wasm_i32x4_extend_low_i16x8(x), CONST_BITS)
#define SHIFTED_HIGH(x) wasm_i32x4_shl(wasm_i32x4_extend_high_i16x8(x), CONST_BITS)

/* One half of the columns: even part, odd part, their sums and differences, rounded and shifted. */
#define HALF(HALVE, SHIFTED, result)                                                                                   \
  do {                                                                                                                 \
    v128_t z26 = HALVE(in[2], in[6]);                                                                                  \
    v128_t e3 = DOT(z26, F_0_541 + F_0_765, F_0_541);                                                                  \
    v128_t e2 = DOT(z26, F_0_541, F_0_541 - F_1_847);                                                                  \
    v128_t e0 = SHIFTED(sum04), e1 = SHIFTED(difference04);                                                            \
    v128_t t10 = wasm_i32x4_add(e0, e3), t13 = wasm_i32x4_sub(e0, e3);                                                 \
    v128_t t11 = wasm_i32x4_add(e1, e2), t12 = wasm_i32x4_sub(e1, e2);                                                 \
    v128_t z34 = HALVE(z3, z4);                                                                                        \
    v128_t p3 = DOT(z34, F_1_175 - F_1_961, F_1_175), p4 = DOT(z34, F_1_175, F_1_175 - F_0_390);                       \
    v128_t z71 = HALVE(in[7], in[1]), z53 = HALVE(in[5], in[3]);                                                       \
    v128_t o0 = wasm_i32x4_add(DOT(z71, F_0_298 - F_0_899, -F_0_899), p3);                                             \
    v128_t o3 = wasm_i32x4_add(DOT(z71, -F_0_899, F_1_501 - F_0_899), p4);                                             \
    v128_t o1 = wasm_i32x4_add(DOT(z53, F_2_053 - F_2_562, -F_2_562), p4);                                             \
    v128_t o2 = wasm_i32x4_add(DOT(z53, -F_2_562, F_3_072 - F_2_562), p3);                                             \
    v128_t even[4] = { t10, t11, t12, t13 }, odd[4] = { o3, o2, o1, o0 };                                              \
    for (int i = 0; i < 4; i++) {                                                                                      \
      v128_t base = wasm_i32x4_add(even[i], rounding);                                                                 \
      result[i] = wasm_i32x4_shr(wasm_i32x4_add(base, odd[i]), shift);                                                 \
      result[7 - i] = wasm_i32x4_shr(wasm_i32x4_sub(base, odd[i]), shift);                                             \
    }                                                                                                                  \
  } while (0)

static inline void inverse_dct(v128_t in[8], const int shift) {
  v128_t rounding = wasm_i32x4_splat(1 << (shift - 1));
  v128_t sum04 = wasm_i16x8_add(in[0], in[4]), difference04 = wasm_i16x8_sub(in[0], in[4]);
  v128_t z3 = wasm_i16x8_add(in[7], in[3]), z4 = wasm_i16x8_add(in[5], in[1]);
  v128_t low[8], high[8];
  HALF(LOW, SHIFTED_LOW, low);
  HALF(HIGH, SHIFTED_HIGH, high);
  for (int i = 0; i < 8; i++) in[i] = wasm_i16x8_narrow_i32x4(low[i], high[i]);
}

static inline void transpose(v128_t m[8]) {
  v128_t a[8], b[8];
  for (int i = 0; i < 4; i++) {
    a[2 * i] = LOW(m[2 * i], m[2 * i + 1]);
    a[2 * i + 1] = HIGH(m[2 * i], m[2 * i + 1]);
  }
#define LOW32(x, y) wasm_i32x4_shuffle(x, y, 0, 4, 1, 5)
#define HIGH32(x, y) wasm_i32x4_shuffle(x, y, 2, 6, 3, 7)
  b[0] = LOW32(a[0], a[2]), b[1] = HIGH32(a[0], a[2]), b[2] = LOW32(a[1], a[3]), b[3] = HIGH32(a[1], a[3]);
  b[4] = LOW32(a[4], a[6]), b[5] = HIGH32(a[4], a[6]), b[6] = LOW32(a[5], a[7]), b[7] = HIGH32(a[5], a[7]);
  for (int i = 0; i < 4; i++) {
    m[2 * i] = wasm_i64x2_shuffle(b[i], b[i + 4], 0, 2);
    m[2 * i + 1] = wasm_i64x2_shuffle(b[i], b[i + 4], 1, 3);
  }
}

void jsimd_idct_islow(j_decompress_ptr cinfo, jpeg_component_info *component, JCOEFPTR block, JSAMPARRAY output,
                      JDIMENSION column) {
  const ISLOW_MULT_TYPE *table = component->dct_table;
  v128_t m[8];
  for (int i = 0; i < 8; i++) m[i] = wasm_i16x8_mul(wasm_v128_load(block + 8 * i), wasm_v128_load(table + 8 * i));
  inverse_dct(m, CONST_BITS - PASS1_BITS);
  transpose(m);
  inverse_dct(m, CONST_BITS + PASS1_BITS + 3);
  transpose(m);
  v128_t center = wasm_i8x16_splat(-128);
  for (int i = 0; i < 8; i += 2) {
    v128_t pixels = wasm_i8x16_sub(wasm_i8x16_narrow_i16x8(m[i], m[i + 1]), center);
    wasm_v128_store64_lane(output[i] + column, pixels, 0);
    wasm_v128_store64_lane(output[i + 1] + column, pixels, 1);
  }
}

/* What there is, and what is left to C. */

int jsimd_can_ycc_rgb(void) { return 1; }
int jsimd_can_h2v1_fancy_upsample(void) { return 1; }
int jsimd_can_h2v2_fancy_upsample(void) { return 1; }
int jsimd_can_idct_islow(void) { return 1; }

#define ABSENT(name, ...) int jsimd_can_##name(void) { return 0; } void jsimd_##name(__VA_ARGS__) {}
#define UPSAMPLE j_decompress_ptr a, jpeg_component_info *b, JSAMPARRAY c, JSAMPARRAY *d
#define IDCT j_decompress_ptr a, jpeg_component_info *b, JCOEFPTR c, JSAMPARRAY d, JDIMENSION e
ABSENT(h1v2_fancy_upsample, UPSAMPLE)
ABSENT(h2v1_upsample, UPSAMPLE)
ABSENT(h2v2_upsample, UPSAMPLE)
ABSENT(int_upsample, UPSAMPLE)
ABSENT(idct_2x2, IDCT)
ABSENT(idct_4x4, IDCT)
ABSENT(idct_6x6, IDCT)
ABSENT(idct_12x12, IDCT)
ABSENT(idct_ifast, IDCT)
ABSENT(idct_float, IDCT)
int jsimd_can_ycc_rgb565(void) { return 0; }
void jsimd_ycc_rgb565_convert(j_decompress_ptr a, JSAMPIMAGE b, JDIMENSION c, JSAMPARRAY d, int e) {}
