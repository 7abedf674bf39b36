/** What is needed of this package, by name: a bundle then leaves out the rest, such as all that encrypts. */
export {
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  jwtVerify,
} from 'jose';
