#define BUILD ""
#define PACKAGE_NAME "libjpeg-turbo"
#define VERSION "3.1.3"
#undef inline
#define INLINE __attribute__((always_inline)) inline
#define THREAD_LOCAL
/* size_t has 4 bytes, but WebAssembly computes with 8 as fast: build.sh makes the Huffman decoder's bit buffer that wide. */
#define SIZEOF_SIZE_T 8
#define HAVE_BUILTIN_CTZL
#define FALLTHROUGH __attribute__((fallthrough));
