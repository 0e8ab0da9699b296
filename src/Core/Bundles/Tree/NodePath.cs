using System.Globalization;

namespace ReleasePortal.Core.Bundles.Tree;

/// <summary>The way to a value, printed as <c>resources.jobs.x.tasks[0]</c>.</summary>
public readonly record struct NodePath(string Text)
{
    public static readonly NodePath Root = new("");

    public static NodePath Of(params ReadOnlySpan<string> keys) => new(string.Join('.', keys!));

    public NodePath Key(string key) => new(string.IsNullOrEmpty(Text) ? key : $"{Text}.{key}");

    public NodePath Index(int index) => new(string.Create(CultureInfo.InvariantCulture, $"{Text}[{index}]"));

    public override string ToString() => Text ?? "";
}
