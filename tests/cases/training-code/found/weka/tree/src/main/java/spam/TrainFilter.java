package spam;

import weka.classifiers.Evaluation;
import weka.classifiers.bayes.NaiveBayesMultinomial;
import weka.core.Instances;
import weka.core.SerializationHelper;
import weka.core.converters.ConverterUtils.DataSource;
import java.util.Random;

public class TrainFilter {
    public static void main(String[] args) throws Exception {
        Instances data = DataSource.read("data/spam.arff");
        data.setClassIndex(data.numAttributes() - 1);
        NaiveBayesMultinomial cls = new NaiveBayesMultinomial();
        Evaluation eval = new Evaluation(data);
        eval.crossValidateModel(cls, data, 10, new Random(1));
        System.out.println(eval.toSummaryString());
        cls.buildClassifier(data);
        SerializationHelper.write("spam.model", cls);
    }
}
