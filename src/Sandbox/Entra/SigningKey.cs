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
    public static RsaSecurityKey LoadOrCreate(string file)
    {
        var rsa = RSA.Create(2048);
        if (File.Exists(file))
        {
            rsa.ImportFromPem(File.ReadAllText(file));
        }
        else
        {
            PrivateFile.WriteAllText(file, rsa.ExportPkcs8PrivateKeyPem());
        }

        var id = Base64UrlEncoder.Encode(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()));
        return new RsaSecurityKey(rsa) { KeyId = id };
    }
}
