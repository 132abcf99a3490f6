package org.sphinx.linguist;
public class AcousticModel { float[][] means; public float score(float[] f) { return 0; } }
