namespace ReleasePortal.Sandbox.Databricks.Notebooks;

enum PythonKind
{
    Name,
    Number,

    /// <summary>A string; the text is its value.</summary>
    Text,

    /// <summary>An f-string; the text is its value with the braces still in it.</summary>
    Template,
    Symbol,
    NewLine,
    End,
}

/// <param name="Line">Counted from 0 within the cell.</param>
readonly record struct PythonToken(PythonKind Kind, string Text, int Line)
{
    public bool Is(string symbol) => Kind is PythonKind.Symbol && Text == symbol;
}
