pub struct ProductQuantizer { centroids: Vec<Vec<f32>>, max_iter: usize, batch_size: usize }
impl ProductQuantizer {
    pub fn encode(&self, v: &[f32]) -> Vec<u8> { vec![] }
    pub fn kmeans(&mut self, data: &[Vec<f32>]) {
        for _ in 0..self.max_iter { self.update_centroids(data); }
    }
}
