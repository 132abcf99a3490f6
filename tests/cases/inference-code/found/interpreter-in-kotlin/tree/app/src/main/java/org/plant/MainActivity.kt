package org.plant
class MainActivity : AppCompatActivity() { override fun onCreate(b: Bundle?) { super.onCreate(b) } }
