using System.Text;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>Reads one YAML (or JSON) file from outside without letting it take the process down.</summary>
static class YamlFile
{
    /// <summary>The parser recurses; a few thousand levels would overflow the stack, which ends the process.</summary>
    const int MaximumDepth = 64;

    /// <summary>The largest configuration files that people write by hand or generate are far below.</summary>
    const int MaximumBytes = 16 * 1024 * 1024;

    /// <returns>Null when the file is unreadable; the findings then say where.</returns>
    public static MapNode? Read(string file, ReadOnlyMemory<byte> content, Findings findings)
    {
        if (content.Length > MaximumBytes)
        {
            findings.Error($"yaml: the file is larger than {MaximumBytes / 1024 / 1024} MB", new Location(file, 1, 1));
            return null;
        }

        try
        {
            var text = Text(file, content);
            CheckDepth(text);
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents.Count == 0 ? MapNode.Empty : Root(new YamlTree(file, findings).Read(yaml.Documents[0].RootNode), findings);
        }
        catch (YamlException fault)
        {
            findings.Error($"yaml: {fault.Message}", new Location(file, fault.Start.Line, fault.Start.Column));
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            findings.Error($"yaml: the file cannot be read: {fault.Message}", new Location(file, 1, 1));
        }

        return null;
    }

    static string Text(string file, ReadOnlyMemory<byte> content)
    {
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content.Span).TrimStart('\uFEFF');

        // JSON may be indented with tabs, YAML must not be; inside a JSON text a tab is written as \t.
        return file.EndsWith(".json", StringComparison.Ordinal) ? text.Replace('\t', ' ') : text;
    }

    static MapNode? Root(Node node, Findings findings)
    {
        if (node is not MapNode and not ScalarNode { Type: ScalarType.Null })
        {
            findings.Error($"expected map, found {node.Kind}", NodePath.Root, node);
            return null;
        }

        return node as MapNode ?? MapNode.Empty;
    }

    static void CheckDepth(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current switch
            {
                MappingStart or SequenceStart => 1,
                MappingEnd or SequenceEnd => -1,
                _ => 0,
            };
            if (depth > MaximumDepth)
            {
                throw new YamlException(parser.Current!.Start, parser.Current.End, $"more than {MaximumDepth} levels are nested");
            }
        }
    }
}
