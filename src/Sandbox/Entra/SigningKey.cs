using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Entra;

/// <summary>
/// The tenant's signing key. Its id is derived from it: a portal that outlives the sandbox keeps the published keys,
/// and would check tokens of a new key under an old id against the wrong one.
/// </summary>
static class SigningKey
{
    /// <summary>One for all sandboxes of a process that start without one: making it takes longer than all the rest.</summary>
    static readonly Lazy<string> Fresh = new(() =>
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    });

    public static RsaSecurityKey LoadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            PrivateFile.WriteAllText(file, Fresh.Value);
        }

        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(file));
        var id = Base64UrlEncoder.Encode(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()));
        return new RsaSecurityKey(rsa) { KeyId = id };
    }
}
