using System.Security.Cryptography;

namespace ReleasePortal.Core.Releases;

/// <summary>A bundle archive, kept under the SHA-256 of its content. Releases with equal content share it.</summary>
public sealed class Artifact
{
    Artifact()
    {
    }

    public Artifact(byte[] content, DateTimeOffset storedAt)
    {
        Digest = DigestOf(content);
        Content = content;
        Size = content.Length;
        StoredAt = storedAt;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Digest { get; private set; } = null!;

    public byte[] Content { get; private set; } = null!;

    /// <summary>Bytes.</summary>
    public int Size { get; private set; }

    public DateTimeOffset StoredAt { get; private set; }

    public static string DigestOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
