namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>What a statement may refer to.</summary>
/// <param name="Parameters">Values of the notebook's widgets; a marker such as <c>:catalog</c> stands for one.</param>
/// <param name="Files">The local files behind a path that a statement reads.</param>
sealed record SqlScope(IReadOnlyDictionary<string, string> Parameters, Func<string, IReadOnlyList<string>> Files, TimeProvider Clock);
