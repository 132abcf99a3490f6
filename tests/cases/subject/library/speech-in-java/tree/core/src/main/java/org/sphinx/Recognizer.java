package org.sphinx;
public class Recognizer { public Result recognize(InputStream in) { return decoder.decode(in); } public void loadModel(String p) { acoustic.load(p); } }
