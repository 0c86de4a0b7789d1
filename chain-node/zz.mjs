import { JsonRpcProvider, Wallet } from 'ethers';
const p=new JsonRpcProvider('http://127.0.0.1:18546',undefined,{pollingInterval:50});
const wallet=new Wallet('0x'+process.argv[2].repeat(32),p);
const first=await p.getTransactionCount(wallet);
const t0=Date.now(); p.on('debug',e=>{ if(process.argv[3]) console.log(Date.now()-t0, e.action, JSON.stringify(e.payload??e.result).slice(0,300))});
const sent=await Promise.all([3,1,4,0,2].map(n=>first+n).map(nonce=>wallet.sendTransaction({to:wallet,nonce,gasLimit:21000,gasPrice:0})));
await Promise.race([Promise.all(sent.map(async s=>{await s.wait(); console.log('done',s.nonce, Date.now()-t0)})), new Promise(r=>setTimeout(r,2000))]); console.log('wall',Date.now()-t0);process.exit()
