using System.Globalization;
using System.Text;

namespace ReleasePortal.Core.Bundles.Tree;

/// <summary>The way to a value, printed as <c>resources.jobs.x.tasks[0]</c>. Printing is put off, for most ways are never shown.</summary>
public sealed class NodePath
{
    public static readonly NodePath Root = new("");

    readonly NodePath? _above;
    readonly string _step;
    readonly int? _index;

    /// <param name="text">One or more keys, joined by dots.</param>
    public NodePath(string text) => _step = text;

    NodePath(NodePath above, string step, int? index)
    {
        _above = above;
        _step = step;
        _index = index;
    }

    public bool IsRoot => _above is null && _step.Length == 0;

    public static NodePath Of(params ReadOnlySpan<string> keys) => new(string.Join('.', keys!));

    public NodePath Key(string key) => IsRoot ? new(key) : new(this, key, index: null);

    public NodePath Index(int index) => new(this, "", index);

    public override string ToString()
    {
        var text = new StringBuilder();
        Print(text);
        return text.ToString();
    }

    void Print(StringBuilder text)
    {
        _above?.Print(text);
        text.Append(_index is { } index
            ? string.Create(CultureInfo.InvariantCulture, $"[{index}]")
            : text.Length > 0 ? $".{_step}" : _step);
    }
}
