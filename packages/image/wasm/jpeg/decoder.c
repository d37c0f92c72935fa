/*
 * What JavaScript calls of libjpeg-turbo: one file at a time, from memory, rows on demand, so that the caller can stop
 * between rows and pixels never exist twice. Errors and warnings leave as libjpeg's own templates with their parameters;
 * `fail` must throw, and the instance must not be used afterwards.
 */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define JPEG_INTERNALS
#include "jinclude.h"
#include "jpeglib.h"

#define IMPORT(name) __attribute__((import_module("env"), import_name(#name)))
#define EXPORT(name) __attribute__((export_name(#name)))

IMPORT(fail) _Noreturn void fail(const char *template, const int *parameters);
IMPORT(warn) void warn(const char *template, const int *parameters);

#define JCOPYRIGHT_SHORT ""
#define JVERSION ""
#define JMESSAGE(code, string) string,
static const char *const messages[] = {
#include "jerror.h"
};
#define MESSAGES (int)(sizeof messages / sizeof *messages)

enum { MAX_WARNINGS = 20, ROWS_AT_ONCE = 16 };

static struct jpeg_decompress_struct cinfo;
static struct jpeg_error_mgr errors;

static const char *message(void) {
  return messages[errors.msg_code > 0 && errors.msg_code < MESSAGES ? errors.msg_code : 0];
}

static void error_exit(j_common_ptr common) { fail(message(), errors.msg_parm.i); }

static void emit_message(j_common_ptr common, int level) {
  if (level < 0 && errors.num_warnings++ < MAX_WARNINGS) warn(message(), errors.msg_parm.i);
}

static void nothing(j_common_ptr common) {}

/* In place of jerror.c, which prints. */
struct jpeg_error_mgr *jpeg_std_error(struct jpeg_error_mgr *err) { return err; }

EXPORT(allocate) void *allocate(size_t length) { return malloc(length); }
EXPORT(release) void release(void *memory) { free(memory); }

/* Reads the header. `cmyk`: give four inks as they are stored, else RGBA. */
EXPORT(open) void open_file(const unsigned char *data, unsigned long length, int cmyk) {
  memset(&errors, 0, sizeof errors);
  errors.error_exit = error_exit;
  errors.emit_message = emit_message;
  errors.output_message = nothing;
  errors.reset_error_mgr = nothing;
  cinfo.err = &errors;
  jpeg_create_decompress(&cinfo);
  jpeg_mem_src(&cinfo, data, length);
  jpeg_read_header(&cinfo, TRUE);
  cinfo.out_color_space = cmyk ? JCS_CMYK : JCS_EXT_RGBA;
  cinfo.dct_method = JDCT_ISLOW;
  /* Of several scans the coefficients are collected first, and `absorb` does that in steps. */
  cinfo.buffered_image = jpeg_has_multiple_scans(&cinfo);
  jpeg_start_decompress(&cinfo);
}

/* Reads at most `steps` rows of blocks of a file of several scans; 0 when there are no more. */
EXPORT(absorb) int absorb(int steps) {
  if (!cinfo.buffered_image) return 0;
  while (steps-- > 0)
    if (jpeg_consume_input(&cinfo) == JPEG_REACHED_EOI) return 0;
  return 1;
}

/*
 * Begins to give pixels: of the columns from `x` on, `width` of them. Returns the column at which the rows really begin,
 * which is the left edge of a block.
 */
EXPORT(start) unsigned start(unsigned x, unsigned width) {
  if (cinfo.buffered_image) jpeg_start_output(&cinfo, cinfo.input_scan_number);
  jpeg_crop_scanline(&cinfo, &x, &width);
  return x;
}

/* How many pixels a row has. */
EXPORT(width) unsigned row_width(void) { return cinfo.output_width; }
EXPORT(height) unsigned row_count(void) { return cinfo.output_height; }

EXPORT(skip) void skip(unsigned count) { jpeg_skip_scanlines(&cinfo, count); }

/* Writes up to `count` rows of four bytes a pixel; `out` has 64 bytes of room behind them. Returns how many there were. */
EXPORT(rows) unsigned rows(unsigned char *out, unsigned count) {
  size_t stride = (size_t)cinfo.output_width * 4;
  unsigned done = 0;
  while (done < count && cinfo.output_scanline < cinfo.output_height) {
    JSAMPROW lines[ROWS_AT_ONCE];
    unsigned wanted = count - done < ROWS_AT_ONCE ? count - done : ROWS_AT_ONCE;
    for (unsigned i = 0; i < wanted; i++) lines[i] = out + (done + i) * stride;
    done += jpeg_read_scanlines(&cinfo, lines, wanted);
  }
  return done;
}

EXPORT(close) void close_file(void) { jpeg_destroy_decompress(&cinfo); }

/*
 * Left out, because nothing here can reach them: other than smooth upsampling, palettes, and files of 12 or 16 bits or
 * without loss, which are refused before they come here.
 */
#define ABSENT(name) void name(j_decompress_ptr decompress) { fail(#name, NULL); }
#define ABSENT_WITH_BUFFER(name) void name(j_decompress_ptr decompress, boolean buffer) { fail(#name, NULL); }
ABSENT(jinit_merged_upsampler)
ABSENT(jinit_1pass_quantizer)
ABSENT(jinit_2pass_quantizer)
ABSENT(jinit_lossless_decompressor)
ABSENT(jinit_lhuff_decoder)
ABSENT_WITH_BUFFER(jinit_d_diff_controller)
ABSENT(j12init_merged_upsampler)
ABSENT(j12init_1pass_quantizer)
ABSENT(j12init_2pass_quantizer)
ABSENT(j12init_lossless_decompressor)
ABSENT(j12init_color_deconverter)
ABSENT(j12init_upsampler)
ABSENT(j12init_inverse_dct)
ABSENT_WITH_BUFFER(j12init_d_post_controller)
ABSENT_WITH_BUFFER(j12init_d_diff_controller)
ABSENT_WITH_BUFFER(j12init_d_coef_controller)
ABSENT_WITH_BUFFER(j12init_d_main_controller)
ABSENT(j16init_lossless_decompressor)
ABSENT(j16init_color_deconverter)
ABSENT(j16init_upsampler)
ABSENT_WITH_BUFFER(j16init_d_post_controller)
ABSENT_WITH_BUFFER(j16init_d_diff_controller)
ABSENT_WITH_BUFFER(j16init_d_main_controller)
