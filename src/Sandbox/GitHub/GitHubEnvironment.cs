using Sodium;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>A deployment environment with its secrets, which stay sealed until somebody inspects them in a test.</summary>
sealed class GitHubEnvironment
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public int WaitTimer { get; set; }

    /// <summary>Public and private key, base64.</summary>
    public required string PublicKey { get; init; }

    public required string PrivateKey { get; init; }

    public Dictionary<string, SealedSecret> Secrets { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>GitHub's key ids are long numbers.</summary>
    public string KeyId => $"3380{Id}";

    public static GitHubEnvironment Create(long id, string name, DateTimeOffset at)
    {
        var keys = PublicKeyBox.GenerateKeyPair();
        return new()
        {
            Id = id,
            Name = name,
            CreatedAt = at,
            UpdatedAt = at,
            PublicKey = Convert.ToBase64String(keys.PublicKey),
            PrivateKey = Convert.ToBase64String(keys.PrivateKey),
        };
    }

    /// <exception cref="FormatException">Not base64.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Not sealed for this environment.</exception>
    public string Open(string encryptedValue) => System.Text.Encoding.UTF8.GetString(SealedPublicKeyBox.Open(
        Convert.FromBase64String(encryptedValue), Convert.FromBase64String(PrivateKey), Convert.FromBase64String(PublicKey)));
}

sealed record SealedSecret(string Name, string EncryptedValue, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
