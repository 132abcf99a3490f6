#include "postgres.h"
static void InitCenters(VectorArray samples, VectorArray centers) { for (int64 j = 0; j < samples->length; j++) lowerBound[j] = 0; }
static void ElkanKmeans(Relation index, VectorArray samples, VectorArray centers) {
    for (int iteration = 0; iteration < 500; iteration++) { norm_vector(c); l2_norm(v); }
}
