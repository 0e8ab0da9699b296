using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Reader;
using DuckDB.NET.Data.DataChunk.Writer;

namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>What the engine cannot say as Spark does, and so asks us. Of a null each answers null.</summary>
static class SparkNative
{
    public const string Read = "spark_read";
    public const string DoubleText = "spark_double_text";
    public const string FloatText = "spark_float_text";
    public const string Decimal = "spark_decimal";
    public const string Round = "spark_round";
    public const string Months = "spark_months";
    public const string Format = "spark_format";
    public const string Parse = "spark_parse";

    /// <summary>For all connections of the database.</summary>
    public static void Register(DuckDBConnection connection)
    {
        connection.RegisterScalarFunction<string, string, string>(Read, Each((row, at, answer) =>
            SetText(answer, at, SparkTexts.Read(row[0].GetValue<string>(at), Enum.Parse<SparkKind>(row[1].GetValue<string>(at))))));
        connection.RegisterScalarFunction<double, string>(
            DoubleText, Each((row, at, answer) => answer.WriteValue(SparkNumbers.Text(row[0].GetValue<double>(at)), at)));
        connection.RegisterScalarFunction<float, string>(
            FloatText, Each((row, at, answer) => answer.WriteValue(SparkNumbers.Text(row[0].GetValue<float>(at)), at)));
        connection.RegisterScalarFunction<string, string, string, int, string>(Decimal, Each((row, at, answer) => answer.WriteValue(
            SparkNumbers.Calculate(
                row[0].GetValue<string>(at), row[1].GetValue<string>(at), row[2].GetValue<string>(at), row[3].GetValue<int>(at)),
            at)));
        connection.RegisterScalarFunction<double, int, double>(Round, Each((row, at, answer) =>
            answer.WriteValue(SparkNumbers.Round(row[0].GetValue<double>(at), row[1].GetValue<int>(at)), at)));
        connection.RegisterScalarFunction<DateTime, DateTime, long>(Months, Each((row, at, answer) =>
            answer.WriteValue(SparkTimes.Months(row[0].GetValue<DateTime>(at), row[1].GetValue<DateTime>(at)), at)));
        connection.RegisterScalarFunction<DateTime, string, string>(Format, Each((row, at, answer) =>
            answer.WriteValue(SparkTimes.Format(row[0].GetValue<DateTime>(at), row[1].GetValue<string>(at)), at)));
        connection.RegisterScalarFunction<string, string, DateTime>(Parse, Each((row, at, answer) =>
            answer.WriteValue(SparkTimes.Parse(row[0].GetValue<string>(at), row[1].GetValue<string>(at)), at)));
    }

    static Action<IReadOnlyList<IDuckDBDataReader>, IDuckDBDataWriter, ulong> Each(
        Action<IReadOnlyList<IDuckDBDataReader>, ulong, IDuckDBDataWriter> answerRow) => (rows, answers, count) =>
    {
        for (ulong at = 0; at < count; at++)
        {
            var row = at;
            if (rows.All(column => column.IsValid(row)))
            {
                answerRow(rows, at, answers);
            }
            else
            {
                answers.WriteNull(at);
            }
        }
    };

    static void SetText(IDuckDBDataWriter answer, ulong at, string? text)
    {
        if (text is null)
        {
            answer.WriteNull(at);
        }
        else
        {
            answer.WriteValue(text, at);
        }
    }
}
