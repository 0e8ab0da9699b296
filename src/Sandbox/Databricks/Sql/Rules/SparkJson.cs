namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary><c>to_json</c> of a struct: nulls are left out.</summary>
/// <remarks>https://docs.databricks.com/aws/en/sql/language-manual/functions/to_json</remarks>
static class SparkJson
{
    public static string Of(SqlValue value) => $"concat('{{', concat_ws(',', {string.Join(", ", value.Fields.Select(Field))}), '}}')";

    /// <summary>Null for a null, which is then not joined.</summary>
    static string Field((string Name, SqlValue Value) field) =>
        $"(to_json({SqlValue.Quoted(field.Name)})::VARCHAR || ':' || {Written(field.Value)})";

    static string Written(SqlValue value) => value.Type.Kind switch
    {
        SparkKind.Struct => Of(value),
        SparkKind.Void => "CAST(NULL AS VARCHAR)",
        SparkKind.String => $"CAST(to_json({value.DuckDb}) AS VARCHAR)",
        SparkKind.Date => $"('\"' || {value.As(SparkType.String).DuckDb} || '\"')",
        SparkKind.Timestamp => $"('\"' || strftime({value.DuckDb}, '%Y-%m-%dT%H:%M:%S.%g') || 'Z\"')",
        SparkKind.Decimal when value.Type.Scale > 6 => throw new SqlNotRunException(
            $"The sandbox does not know to_json of {value.Type}: with so many digits Spark may write an exponent."),
        SparkKind.Float
            or SparkKind.Double =>
                $"(CASE WHEN isfinite({value.DuckDb}) THEN {value.As(SparkType.String).DuckDb} ELSE '\"' || {value.As(SparkType.String).DuckDb} || '\"' END)",
        _ => value.As(SparkType.String).DuckDb,
    };
}
