#ifndef COMPILE_ASSET_H
#define COMPILE_ASSET_H
/*
 * Files that are copied as they are.  Private to compile/.
 */
#include "compile/unit.h"

/*
 * The bytes into object.blob when the type of the file may be published.  When it may not, there
 * is a finding, no blob, and the object is marked exempt, so that nobody publishes an empty file
 * in its place.
 */
void asset_compile(struct compilation *u);

#endif
