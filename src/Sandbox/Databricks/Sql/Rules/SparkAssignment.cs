namespace ReleasePortal.Sandbox.Databricks.Sql.Rules;

/// <summary>What a column takes by INSERT, UPDATE and MERGE: spark.sql.storeAssignmentPolicy=ANSI.</summary>
/// <remarks>https://spark.apache.org/docs/3.5.0/sql-ref-ansi-compliance.html#store-assignment</remarks>
static class SparkAssignment
{
    /// <exception cref="SqlNotRunException">A value of this type is not put there without a cast that says so.</exception>
    public static SqlValue To(string column, SparkType type, SqlValue value) =>
        value.Type == type
            || value.Type.IsVoid
            || (value.Type.IsNumber && type.IsNumber)
            || (value.Type.IsAtomic && type.IsString)
            || (IsOfTime(value.Type) && IsOfTime(type))
            ? value.As(type)
            : throw new SqlNotRunException(
                $"[INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST] Cannot safely cast `{column}` \"{value.Type}\" to \"{type}\".");

    static bool IsOfTime(SparkType type) => type.Kind is SparkKind.Date or SparkKind.Timestamp;
}
